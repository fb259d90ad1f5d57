package io.gatehouse.e2e.attack;

import io.gatehouse.e2e.Gatehouse;
import io.gatehouse.e2e.SharedGatehouse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A set for attacks alone, with limits that no test reaches: what is left of it afterwards is nobody else's concern. */
final class AttackedGatehouse implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Gatehouse.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(AttackedGatehouse.class))
                .computeIfAbsent(Gatehouse.class, type -> start(), Gatehouse.class);
    }

    private static Gatehouse start() {
        try {
            return Gatehouse.start(
                    SharedGatehouse.home("attacked"),
                    Map.of(
                            // Requests say whose address they come from.
                            "GATEHOUSE_TRUSTED_PROXIES",
                            "127.0.0.0/8,::1/128",
                            "GATEHOUSE_LIMITS_MULTIPLIER",
                            "10000",
                            // A loaded build machine is no overload.
                            "GATEHOUSE_OVERLOAD_ENABLED",
                            "false",
                            "GATEHOUSE_PASSWORD_MAX_WAIT",
                            "20S"));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

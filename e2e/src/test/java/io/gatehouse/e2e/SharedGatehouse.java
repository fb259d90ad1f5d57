package io.gatehouse.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One set for all tests that do not start their own: started by the first of them, ended after the last. */
public final class SharedGatehouse implements ParameterResolver {

    /** Short, so that tests see its end; long enough for 50 requests at once on a slow machine. */
    public static final String GRACE = "PT5S";

    /** Of its state folder. */
    public static final String NAME = "shared";

    private static final Path HOMES = Path.of(System.getProperty("gatehouse.e2e.homes"));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Gatehouse.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedGatehouse.class))
                .computeIfAbsent(Gatehouse.class, type -> start(), Gatehouse.class);
    }

    public static Path home(String name) throws IOException {
        return Files.createDirectories(HOMES).resolve(name);
    }

    private static Gatehouse start() {
        try {
            return Gatehouse.start(
                    home(NAME),
                    Map.of(
                            // Tests speak for many callers; each says an address of its own.
                            "GATEHOUSE_TRUSTED_PROXIES",
                            "127.0.0.0/8,::1/128",
                            "GATEHOUSE_REFRESH_GRACE",
                            GRACE,
                            // A loaded build machine is no slow Redis, and quotas are exact only while Redis counts.
                            "GATEHOUSE_LIMITS_REDIS_BUDGET",
                            "10S",
                            "GATEHOUSE_THROTTLE_REDIS_BUDGET",
                            "10S",
                            // Nor is a long wait for a processor a storm of sign-ins.
                            "GATEHOUSE_PASSWORD_MAX_WAIT",
                            "20S",
                            // Nor is a gateway that waits for one overloaded.
                            "GATEHOUSE_OVERLOAD_ENABLED",
                            "false",
                            // Who is forgotten is not to wait for the next look.
                            "GATEHOUSE_ERASURE_EVERY",
                            "1s",
                            "GATEHOUSE_PRIVACY_EVERY",
                            "1s",
                            "GATEHOUSE_ROUTES_FILE",
                            Routes.withTestLimits(HOMES).toString()));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

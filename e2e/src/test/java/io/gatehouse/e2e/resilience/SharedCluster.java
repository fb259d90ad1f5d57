package io.gatehouse.e2e.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One cluster for all classes of a run: started for the first of them, whole for each test, ended after the last. */
public final class SharedCluster implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var cluster = context.getRoot()
                .getStore(Namespace.create(SharedCluster.class))
                .computeIfAbsent(Cluster.class, type -> start(), Cluster.class);
        try {
            cluster.makeWhole();
            return cluster;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Cluster start() {
        try {
            return Cluster.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

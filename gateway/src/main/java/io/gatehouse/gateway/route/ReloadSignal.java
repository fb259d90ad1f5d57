package io.gatehouse.gateway.route;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;

/** HUP loads the routes file at once, as it does with nginx and HAProxy. Where there is no file it ends the process as ever. */
@Singleton
class ReloadSignal {

    private static final Logger LOG = Logger.getLogger(ReloadSignal.class);
    private static final String NAME = "HUP";

    private final Vertx vertx;
    private final RouteSource source;
    private final RouteReloader reloader;

    ReloadSignal(Vertx vertx, RouteSource source, RouteReloader reloader) {
        this.vertx = vertx;
        this.source = source;
        this.reloader = reloader;
    }

    void listen(@Observes StartupEvent start) {
        if (!source.isFile()) {
            return;
        }
        try {
            handle();
        } catch (InvocationTargetException unavailable) {
            // The system has none, or the JVM was told to leave signals alone (-Xrs).
            LOG.infof("The routes file is not loaded on SIGHUP: %s", unavailable.getCause());
        } catch (ReflectiveOperationException unavailable) {
            LOG.infof("The routes file is not loaded on SIGHUP: %s", unavailable);
        }
    }

    // By name: javac warns of sun.misc.Signal, which there is nothing else for, and warnings are errors here. What is
    // named
    // stands in reachability-metadata.json as well.
    private void handle() throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var reload = Proxy.newProxyInstance(
                ReloadSignal.class.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> reload());
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(NAME), reload);
    }

    private Object reload() {
        vertx.executeBlocking(reloader::reload, false)
                .onSuccess(outcome -> LOG.infof("The routes file after SIGHUP: %s", outcome))
                .onFailure(failure -> LOG.error("The routes file could not be loaded", failure));
        return null;
    }
}

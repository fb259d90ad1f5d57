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
    private static final String HANDLER = "sun.misc.SignalHandler";

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
            if (isIgnored(handle())) {
                LOG.warn(
                        "The routes file is not loaded on SIGHUP: this process was started so as to ignore it (nohup does that)."
                                + " Changes are seen all the same, and POST /routes/reload on the management port loads it at once");
            }
        } catch (InvocationTargetException unavailable) {
            // The system has none, or the JVM was told to leave signals alone (-Xrs).
            LOG.infof("The routes file is not loaded on SIGHUP: %s", unavailable.getCause());
        } catch (ReflectiveOperationException unavailable) {
            LOG.infof("The routes file is not loaded on SIGHUP: %s", unavailable);
        }
    }

    // By name: javac warns of sun.misc.Signal, which there is nothing else for, and
    // warnings are errors here. What is named stands in reachability-metadata.json as well.
    private Object handle() throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName(HANDLER);
        var reload = Proxy.newProxyInstance(
                ReloadSignal.class.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> reload());
        return signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(NAME), reload);
    }

    // What a process ignores when it starts, the JVM lets it ignore, and answers so.
    private static boolean isIgnored(Object before) throws ReflectiveOperationException {
        return before != null
                && before == Class.forName(HANDLER).getField("SIG_IGN").get(null);
    }

    private Object reload() {
        vertx.executeBlocking(reloader::reload, false)
                .onSuccess(outcome -> LOG.infof("The routes file after SIGHUP: %s", outcome))
                .onFailure(failure -> LOG.error("The routes file could not be loaded", failure));
        return null;
    }
}

package io.gatehouse.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks every instance of an upstream how it is, at intervals, on connections of its own. */
final class ActiveChecks {

    private final ContextInternal context;
    private final CheckSettings settings;
    private final Instances instances;
    private final Connections connections;

    // Checks in a row that went another way than what is known of the instance.
    private final Map<Instance, Integer> contradictions = new HashMap<>();

    private long timer;

    ActiveChecks(ContextInternal context, CheckSettings settings, Instances instances, Connections connections) {
        this.context = context;
        this.settings = settings;
        this.instances = instances;
        this.connections = connections;
    }

    void start() {
        timer = context.setPeriodic(settings.interval().toMillis(), _ -> checkAll());
    }

    Future<Void> close() {
        context.owner().cancelTimer(timer);
        return connections.close();
    }

    private void checkAll() {
        var all = instances.list();
        contradictions.keySet().retainAll(all);
        all.forEach(instance -> check(instance).onComplete(checked -> note(instance, checked.succeeded())));
    }

    private Future<Void> check(Instance instance) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(instance.address)
                .setHost(instance.location.host())
                .setPort(instance.location.port())
                .setURI(settings.path());
        return connections.request(options).compose(request -> request.send()
                .compose(ActiveChecks::verdict)
                .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> request.reset()));
    }

    private static Future<Void> verdict(HttpClientResponse response) {
        boolean well = response.statusCode() / 100 == 2;
        return response.end().compose(_ -> well ? Future.succeededFuture() : Future.failedFuture("not ready"));
    }

    private void note(Instance instance, boolean well) {
        boolean known = !instance.health.isUnready();
        if (well == known) {
            contradictions.remove(instance);
            return;
        }
        int inARow = contradictions.merge(instance, 1, Integer::sum);
        if (inARow >= (well ? settings.successes() : settings.failures())) {
            contradictions.remove(instance);
            if (well) {
                instances.ready(instance);
            } else {
                instances.unready(instance);
            }
        }
    }
}

package io.gatehouse.gateway.ratelimit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Counts in a Redis Cluster, where each subject may live on another node: one call for each subject, all sent at once. When one
 * subject refuses, the others get back what was counted for them; a gateway that dies between the two leaves them one
 * request poorer.
 */
final class ClusterCounting implements Counting {

    private final GcraScript script;

    ClusterCounting(GcraScript script) {
        this.script = script;
    }

    @Override
    public Future<List<PolicyState>> decide(List<Bucket> buckets) {
        var groups = bySubject(buckets);
        if (groups.size() == 1) {
            return script.decide(buckets);
        }
        var calls = groups.stream().map(script::decide).toList();
        return Future.join(calls).compose(_ -> Future.succeededFuture(merge(calls, buckets)), failure -> {
            giveBack(buckets);
            return Future.failedFuture(failure);
        });
    }

    private List<PolicyState> merge(List<Future<List<PolicyState>>> calls, List<Bucket> buckets) {
        var states = calls.stream().flatMap(call -> call.result().stream()).toList();
        if (states.stream().noneMatch(PolicyState::refuses)) {
            return inOrder(states, buckets);
        }
        var before = states.stream().map(PolicyState::beforeItWasCounted).toList();
        giveBack(buckets);
        return inOrder(before, buckets);
    }

    private void giveBack(List<Bucket> buckets) {
        var counted = buckets.stream().filter(bucket -> bucket.granted() > 0).toList();
        if (!counted.isEmpty()) {
            bySubject(counted).forEach(script::giveBack);
            counted.forEach(bucket -> bucket.grant(0));
        }
    }

    private static List<PolicyState> inOrder(List<PolicyState> states, List<Bucket> buckets) {
        return buckets.stream()
                .flatMap(bucket -> states.stream().filter(state -> state.bucket() == bucket))
                .toList();
    }

    private static Collection<List<Bucket>> bySubject(List<Bucket> buckets) {
        var groups = new LinkedHashMap<String, List<Bucket>>();
        for (var bucket : buckets) {
            groups.computeIfAbsent(bucket.subject(), _ -> new ArrayList<>(2)).add(bucket);
        }
        return groups.values();
    }
}

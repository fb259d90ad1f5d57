package io.gatehouse.gateway.ratelimit;

import java.util.ArrayList;
import java.util.List;

/**
 * One policy applied to one subject.
 *
 * @param key where its state is kept; the subject is the hash tag, so that a Redis Cluster keeps its policies together
 */
record Bucket(Policy policy, String key) {

    static List<Bucket> of(List<Policy> policies, Subjects subjects) {
        var buckets = new ArrayList<Bucket>(policies.size());
        for (var policy : policies) {
            var subject = subjects.of(policy.key());
            if (subject != null) {
                buckets.add(new Bucket(policy, "gatehouse:limit:{" + subject + "}:" + policy.name()));
            }
        }
        return buckets;
    }
}

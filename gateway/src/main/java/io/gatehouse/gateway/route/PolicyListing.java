package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.ratelimit.Rate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Policies, and limits that name them, as operators read them: under the keys of the routes file. */
final class PolicyListing {

    private PolicyListing() {}

    static JsonObject of(Policy policy) {
        var plans = new JsonObject();
        policy.plans().forEach((plan, granted) -> plans.put(plan, rate(granted)));
        return rate(policy.rate())
                .put(
                        "key",
                        new JsonArray(policy.keys().stream().map(Names::wire).toList()))
                .put("plans", plans)
                .put("redis_failure", Names.wire(policy.withoutRedis()))
                .put("shadow", policy.shadow())
                .put("lease", policy.lease());
    }

    static JsonArray of(List<Limit> limits) {
        return new JsonArray(limits.stream()
                .map(limit ->
                        new JsonObject().put("policy", limit.policy().name()).put("cost", limit.cost()))
                .toList());
    }

    private static JsonObject rate(Rate rate) {
        return new JsonObject()
                .put("quota", rate.quota())
                .put("window", Amounts.written(rate.window()))
                .put("burst", rate.burst());
    }
}

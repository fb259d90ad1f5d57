package io.gatehouse.gateway.ratelimit;

import java.util.Map;
import java.util.Set;

/** A policy that applies to a route, and what one request to it costs. */
public final class Limit {

    private final Policy policy;
    private final int cost;
    private final Terms own;
    private final String[] plans;
    private final Terms[] ofPlans;

    /** Fails where the cost is more than some caller could ever have. */
    public Limit(Policy policy, int cost) {
        if (cost < 1) {
            throw new IllegalArgumentException("a cost is at least 1");
        }
        this.policy = policy;
        this.cost = cost;
        this.own = terms(policy.rate());
        this.plans = policy.plans().keySet().toArray(String[]::new);
        this.ofPlans = policy.plans().values().stream().map(this::terms).toArray(Terms[]::new);
    }

    public Policy policy() {
        return policy;
    }

    /** The permits that one request takes. */
    public int cost() {
        return cost;
    }

    /** What holds for a caller with these plans. */
    Terms terms(Set<String> callersPlans) {
        if (!callersPlans.isEmpty()) {
            for (int i = 0; i < plans.length; i++) {
                if (callersPlans.contains(plans[i])) {
                    return ofPlans[i];
                }
            }
        }
        return own;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Limit limit && limit.policy.equals(policy) && limit.cost == cost;
    }

    @Override
    public int hashCode() {
        return 31 * policy.hashCode() + cost;
    }

    @Override
    public String toString() {
        return Map.of(policy.name(), cost).toString();
    }

    private Terms terms(Rate rate) {
        if (cost > rate.burst()) {
            throw new IllegalArgumentException("the policy '" + policy.name() + "' never has " + cost + " at once");
        }
        return new Terms(policy, rate, cost);
    }
}

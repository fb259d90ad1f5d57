package io.gatehouse.gateway.ratelimit;

import java.nio.charset.StandardCharsets;

/** A policy as it holds for callers of one plan on one route: all of it that is the same for each request, made once. */
final class Terms {

    private final Policy policy;
    private final Rate rate;
    private final Demand demand;
    private final Demand batch;
    private final byte[][] demandArguments;
    private final byte[][] batchArguments;
    private final String policyField;
    private final String standingField;

    Terms(Policy policy, Rate rate, int cost) {
        this.policy = policy;
        this.rate = rate;
        this.demand = demand(rate, cost, cost);
        this.batch = demand(rate, cost, Math.max(cost, policy.lease()));
        this.demandArguments = arguments(demand);
        this.batchArguments = arguments(batch);
        this.policyField = "\"" + policy.name() + "\";q=" + rate.quota() + ";w="
                + rate.window().toSeconds();
        this.standingField = "\"" + policy.name() + "\";r=";
    }

    Policy policy() {
        return policy;
    }

    Rate rate() {
        return rate;
    }

    long cost() {
        return demand.cost();
    }

    /** What one request asks for. */
    Demand demand() {
        return demand;
    }

    /** Whether more permits than one request needs may be fetched at once. */
    boolean leases() {
        return batch.most() > batch.cost();
    }

    /** The numbers of the demand, or of one for a whole lease, as the script takes them. */
    byte[][] arguments(boolean lease) {
        return lease ? batchArguments : demandArguments;
    }

    /** The item of {@code RateLimit-Policy}. */
    String policyField() {
        return policyField;
    }

    /** How the item of {@code RateLimit} begins. */
    String standingField() {
        return standingField;
    }

    static byte[][] arguments(Demand demand) {
        return new byte[][] {
            digits(demand.emission()), digits(demand.burst()), digits(demand.cost()), digits(demand.most())
        };
    }

    private static Demand demand(Rate rate, long cost, long most) {
        return new Demand(rate.emissionMicros(), rate.burstMicros(), cost, most);
    }

    private static byte[] digits(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}

package io.gatehouse.gateway.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** One policy applied to one subject, as one request meets it. */
final class Bucket {

    private final Terms terms;
    private final String subject;
    private final String key;
    private final Standing standing;
    private boolean fetching;
    private boolean leased;
    private long granted;

    Bucket(Terms terms, String subject, String key, Standing standing) {
        this.terms = terms;
        this.subject = subject;
        this.key = key;
        this.standing = standing;
    }

    /**
     * The limits as they concern the request.
     *
     * @param standings what is known of a key under its policy; where it is null, the limit is left out
     */
    static List<Bucket> of(List<Limit> limits, Subjects subjects, BiFunction<String, Policy, Standing> standings) {
        var buckets = new ArrayList<Bucket>(limits.size());
        for (var limit : limits) {
            var subject = subjects.of(limit.policy().keys());
            var key = key(limit.policy(), subject);
            var standing = standings.apply(key, limit.policy());
            if (standing != null) {
                buckets.add(new Bucket(limit.terms(subjects.plans()), subject, key, standing));
            }
        }
        return buckets;
    }

    /** Where Redis keeps it. The subject is the hash tag, so that a cluster keeps its policies together. */
    static String key(Policy policy, String subject) {
        return "gatehouse:limit:{" + subject + "}:" + policy.name();
    }

    Terms terms() {
        return terms;
    }

    String subject() {
        return subject;
    }

    String key() {
        return key;
    }

    Standing standing() {
        return standing;
    }

    /** Spends a permit that is here already, where there is one; otherwise may want to fetch more than one. */
    boolean spendLease(long now) {
        if (standing.lease == null) {
            return false;
        }
        leased = standing.lease.spend(terms.cost(), now);
        fetching = !leased && terms.leases() && standing.lease.beginFetch();
        return leased;
    }

    /** Whether such a permit was spent. */
    boolean leased() {
        return leased;
    }

    /** What is asked of Redis, as the script takes it. */
    byte[][] arguments() {
        return terms.arguments(fetching);
    }

    /** The permits that Redis has counted for this request. */
    long granted() {
        return granted;
    }

    /** Those of them that were fetched beyond its need. */
    long ahead() {
        return Math.max(0, granted - terms.cost());
    }

    void grant(long permits) {
        granted = permits;
    }

    /** Keeps what was fetched beyond this request's need, and takes back what a refused request spent. */
    void settle(boolean admitted) {
        if (fetching) {
            standing.lease.endFetch(granted - terms.cost(), Standing.now());
        }
        if (leased && !admitted) {
            standing.lease.giveBack(terms.cost());
        }
    }
}

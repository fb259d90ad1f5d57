package io.gatehouse.gateway.ratelimit;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;

/** What the policies of a request say together; it tells the client where it stands. */
public final class Verdict {

    /** For a request that no policy concerns. */
    static final Verdict UNLIMITED = new Verdict(List.of(), false);

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final List<PolicyState> states;
    private final boolean xFields;
    private final boolean admitted;

    Verdict(List<PolicyState> states, boolean xFields) {
        this.states = states;
        this.xFields = xFields;
        this.admitted = nobodyRefuses(states);
    }

    public boolean admitted() {
        return admitted;
    }

    /**
     * The refusal of a request that was not admitted: {@code rate_limited}, or {@code service_unavailable} where a policy is
     * closed without Redis.
     */
    public ApiException refusal() {
        var violated = states.stream().filter(PolicyState::refuses).toList();
        var refusal = violated.stream().anyMatch(state -> state.mode() == Mode.CLOSED)
                ? new ApiException(ErrorCode.SERVICE_UNAVAILABLE)
                : new ApiException(ErrorCode.RATE_LIMITED)
                        .with(
                                "violated_policies",
                                violated.stream()
                                        .map(state -> state.policy().name())
                                        .toList());
        long retryMicros =
                violated.stream().mapToLong(PolicyState::retryMicros).max().orElse(0);
        return refusal.retryAfter(Duration.ofSeconds(Math.max(1, seconds(retryMicros))));
    }

    /** Adds the fields of draft-ietf-httpapi-ratelimit-headers-11, and {@code X-RateLimit-*} where they are wanted. */
    public void writeTo(MultiMap headers) {
        var policies = new StringBuilder(64);
        var standings = new StringBuilder(64);
        PolicyState tightest = null;
        for (var state : states) {
            // A limit that refuses nobody is none that a client should heed.
            if (!state.policy().shadow()) {
                item(policies).append(state.bucket().terms().policyField());
                standing(item(standings), state);
                tightest = tightest == null || state.remaining() < tightest.remaining() ? state : tightest;
            }
        }
        if (tightest != null) {
            headers.set("RateLimit-Policy", policies.toString());
            headers.set("RateLimit", standings.toString());
            if (xFields) {
                headers.set(
                        "X-RateLimit-Limit",
                        Long.toString(tightest.bucket().terms().rate().quota()));
                headers.set("X-RateLimit-Remaining", Long.toString(tightest.remaining()));
                headers.set("X-RateLimit-Reset", Long.toString(seconds(tightest.resetMicros())));
            }
        }
    }

    private static StringBuilder item(StringBuilder list) {
        return list.isEmpty() ? list : list.append(", ");
    }

    private static void standing(StringBuilder item, PolicyState state) {
        item.append(state.bucket().terms().standingField())
                .append(state.remaining())
                .append(";t=")
                .append(seconds(state.resetMicros()));
        if (state.mode() != Mode.REDIS) {
            item.append(";gatehouse-mode=").append(state.mode().wire);
        }
    }

    private static boolean nobodyRefuses(List<PolicyState> states) {
        for (var state : states) {
            if (state.refuses()) {
                return false;
            }
        }
        return true;
    }

    // Rounded up: coming back after this many seconds is never too early.
    private static long seconds(long micros) {
        return Math.ceilDiv(micros, MICROS_PER_SECOND);
    }
}

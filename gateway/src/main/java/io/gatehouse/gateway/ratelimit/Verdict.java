package io.gatehouse.gateway.ratelimit;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What the policies of a request say together; it tells the client where it stands. */
public final class Verdict {

    /** For a request that no policy concerns. */
    static final Verdict UNLIMITED = new Verdict(List.of());

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final List<PolicyState> states;
    private final boolean admitted;

    Verdict(List<PolicyState> states) {
        this.states = states;
        this.admitted = states.stream().allMatch(PolicyState::admitted);
    }

    public boolean admitted() {
        return admitted;
    }

    List<PolicyState> states() {
        return states;
    }

    /** The refusal of a request that was not admitted. */
    public ApiException refusal() {
        var violated = states.stream().filter(state -> !state.admitted()).toList();
        long retryMicros =
                violated.stream().mapToLong(PolicyState::retryMicros).max().orElse(0);
        return new ApiException(ErrorCode.RATE_LIMITED)
                .with(
                        "violated_policies",
                        violated.stream().map(state -> state.policy().name()).toList())
                .retryAfter(Duration.ofSeconds(Math.max(1, seconds(retryMicros))));
    }

    /** The fields of draft-ietf-httpapi-ratelimit-headers-11. */
    public void writeTo(MultiMap headers) {
        if (!states.isEmpty()) {
            headers.set("RateLimit-Policy", states.stream().map(Verdict::policy).collect(Collectors.joining(", ")));
            headers.set("RateLimit", states.stream().map(Verdict::standing).collect(Collectors.joining(", ")));
        }
    }

    private static String policy(PolicyState state) {
        var policy = state.policy();
        return "\"" + policy.name() + "\";q=" + policy.quota() + ";w="
                + policy.window().toSeconds();
    }

    private static String standing(PolicyState state) {
        return "\"" + state.policy().name() + "\";r=" + state.remaining() + ";t=" + seconds(state.resetMicros());
    }

    // Rounded up: coming back after this many seconds is never too early.
    private static long seconds(long micros) {
        return Math.ceilDiv(micros, MICROS_PER_SECOND);
    }
}

package io.gatehouse.gateway.idempotency;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;

/**
 * What a route does with keys.
 *
 * @param keep how long a reply is replayed
 * @param required whether a request must have one
 */
public record IdempotencyRule(Duration keep, boolean required) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    public IdempotencyRule {
        if (keep.compareTo(SHORTEST) < 0 || keep.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("keep is between 1m and 7d");
        }
    }

    /** Whether keys mean something for a method: repeating the others has no effect beyond the first (RFC 9110 section 9.2.2). */
    public static boolean concerns(HttpMethod method) {
        return HttpMethod.POST.equals(method) || HttpMethod.PATCH.equals(method);
    }
}

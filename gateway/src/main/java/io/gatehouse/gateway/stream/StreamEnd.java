package io.gatehouse.gateway.stream;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import java.time.Duration;

/** Why the gateway ends a stream. */
public enum StreamEnd {
    EXPIRED("expired", ErrorCode.TOKEN_EXPIRED, 1008),
    REVOKED("revoked", ErrorCode.SESSION_REVOKED, 1008),
    IDLE("idle", ErrorCode.UPSTREAM_TIMEOUT, 1001),
    TOO_OLD("too_old", ErrorCode.SERVICE_UNAVAILABLE, 1001),
    STOPPING("stopping", ErrorCode.SERVICE_UNAVAILABLE, 1001);

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Its name in metrics and logs. */
    public final String wire;

    /** What a client of WebSockets is told (RFC 6455 section 7.4.1). */
    final int closeCode;

    private final ErrorCode code;

    StreamEnd(String wire, ErrorCode code, int closeCode) {
        this.wire = wire;
        this.code = code;
        this.closeCode = closeCode;
    }

    /** The same for a client whose answer has not begun. */
    ApiException refusal() {
        var refusal = new ApiException(code);
        return code == ErrorCode.SERVICE_UNAVAILABLE ? refusal.retryAfter(AT_ONCE) : refusal;
    }
}

package io.gatehouse.contracts.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An expected refusal. It carries a code for the client and, where there is one, a cause for the log. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public final ErrorCode code;

    /** A sentence on this occurrence, safe to show; may be null. */
    public final transient String detail;

    public final transient List<FieldError> errors;

    /** Members of the problem that belong to this code alone. */
    public final transient Map<String, Object> extensions;

    /** When trying again is worth while; null where it is not known. Sent as {@code Retry-After}. */
    public final transient Duration retryAfter;

    public ApiException(ErrorCode code) {
        this(code, (Throwable) null);
    }

    public ApiException(ErrorCode code, Throwable cause) {
        this(code, null, List.of(), Map.of(), null, cause);
    }

    public ApiException(ErrorCode code, String detail) {
        this(code, detail, List.of(), Map.of(), null, null);
    }

    private ApiException(
            ErrorCode code,
            String detail,
            List<FieldError> errors,
            Map<String, Object> extensions,
            Duration retryAfter,
            Throwable cause) {
        // No stack trace without a cause: a refusal is an answer, not a fault, and floods of them must stay cheap.
        super(code.wire, cause, false, cause != null);
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.extensions = Map.copyOf(extensions);
        this.retryAfter = retryAfter;
    }

    /** A {@code validation_failed} that names the fields. */
    public static ApiException invalid(List<FieldError> errors) {
        return new ApiException(ErrorCode.VALIDATION_FAILED, null, errors, Map.of(), null, null);
    }

    /** A {@code validation_failed} for one field. */
    public static ApiException invalid(String field, String code, String message) {
        return invalid(List.of(new FieldError(field, code, message)));
    }

    /** A {@code payload_too_large} that says how much is accepted. */
    public static ApiException tooLarge(long limit) {
        return new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "At most " + limit + " bytes are accepted here.");
    }

    /** The same refusal, telling the client when to come back. */
    public ApiException retryAfter(Duration delay) {
        return new ApiException(code, detail, errors, extensions, delay, getCause());
    }

    /** Where {@link #retryAfter} is known, the seconds that {@code Retry-After} says: rounded up, and at least 1, so that nobody comes too early. */
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
    }

    /** The same refusal with one more member in its problem. */
    public ApiException with(String member, Object value) {
        var more = new java.util.HashMap<>(extensions);
        more.put(member, value);
        return new ApiException(code, detail, errors, more, retryAfter, getCause());
    }

    /** The same refusal, naming the fields. */
    public ApiException withErrors(List<FieldError> fieldErrors) {
        return new ApiException(code, detail, fieldErrors, extensions, retryAfter, getCause());
    }
}

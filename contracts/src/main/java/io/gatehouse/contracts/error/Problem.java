package io.gatehouse.contracts.error;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * RFC 9457 problem details, with the members {@code code}, {@code request_id} and {@code errors}.
 *
 * @param instance the path of the request that was refused
 * @param extensions further members of single codes, such as {@code violated_policies} of {@code rate_limited}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String requestId,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> extensions) {

    public static final String MEDIA_TYPE = "application/problem+json";

    // draft-ietf-httpapi-ratelimit-headers-11 registers it, and with it the member violated_policies.
    private static final URI QUOTA_EXCEEDED =
            URI.create("https://iana.org/assignments/http-problem-types#quota-exceeded");

    // Made once: of floods of refusals each would parse its own.
    private static final Map<ErrorCode, URI> TYPES = types();

    /** The problem that {@code failure} tells, as the answer to one request. */
    public static Problem of(ApiException failure, String instance, String requestId) {
        var code = failure.code;
        return new Problem(
                typeOf(code),
                code.title,
                code.status,
                failure.detail,
                instance,
                code.wire,
                requestId,
                failure.errors,
                failure.extensions);
    }

    /** The registered type where there is one; else the page of the catalogue, which the gateway serves for every code. */
    public static URI typeOf(ErrorCode code) {
        return TYPES.get(code);
    }

    private static Map<ErrorCode, URI> types() {
        var types = new EnumMap<ErrorCode, URI>(ErrorCode.class);
        for (var code : ErrorCode.values()) {
            types.put(code, URI.create("/problems/" + code.wire));
        }
        types.put(ErrorCode.RATE_LIMITED, QUOTA_EXCEEDED);
        return types;
    }
}

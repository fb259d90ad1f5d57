package io.gatehouse.gateway.stream;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.gateway.proxy.Lasting;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** A gRPC call: a request and a response over HTTP/2 that go on beside each other, and a status after all of it. */
public final class GrpcCall {

    private static final String MEDIA_TYPE = "application/grpc";
    private static final CharSequence TIMEOUT = HttpHeaders.createOptimized("grpc-timeout");
    private static final CharSequence STATUS = HttpHeaders.createOptimized("grpc-status");
    private static final CharSequence MESSAGE = HttpHeaders.createOptimized("grpc-message");
    private static final CharSequence PUSHBACK = HttpHeaders.createOptimized("grpc-retry-pushback-ms");
    private static final Pattern TIMEOUT_FORM = Pattern.compile("([0-9]{1,8})([HMSmun])");

    private GrpcCall() {}

    /** Whether a request is one. What browsers send (grpc-web) is an ordinary request. */
    public static boolean is(HttpServerRequest request) {
        var type = request.version() == HttpVersion.HTTP_2 ? request.getHeader(HttpHeaders.CONTENT_TYPE) : null;
        return type != null
                && type.startsWith(MEDIA_TYPE)
                && (type.length() == MEDIA_TYPE.length() || "+;".indexOf(type.charAt(MEDIA_TYPE.length())) >= 0);
    }

    /** How long its client waits, or null. What is no time is none. */
    public static Duration timeout(HttpServerRequest request) {
        var given = request.getHeader(TIMEOUT);
        var time = given == null ? null : TIMEOUT_FORM.matcher(given);
        if (time == null || !time.matches()) {
            return null;
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "H" -> Duration.ofHours(amount);
            case "M" -> Duration.ofMinutes(amount);
            case "S" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMillis(amount);
            case "u" -> Duration.ofNanos(amount * 1_000);
            default -> Duration.ofNanos(amount);
        };
    }

    /** The response to this request is one. */
    public static Lasting begin(OpenStream stream, HttpServerRequest request) {
        var lasting = new Lasting(null);
        var response = request.response();
        stream.begin(() -> request.bytesRead() + response.bytesWritten(), why -> {
            if (response.headWritten() && !response.ended()) {
                tell(response.trailers(), why.refusal());
                response.end();
            }
            lasting.end(why.refusal());
        });
        SilenceAllowed.begin(request.connection());
        stream.onClose(() -> SilenceAllowed.end(request.connection()));
        return lasting;
    }

    /** Answers with a refusal as clients of gRPC read it: a status and nothing else. */
    public static Future<Void> refuse(HttpServerResponse response, ApiException refusal) {
        response.headers().clear();
        response.setStatusCode(200).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        tell(response.headers(), refusal);
        if (refusal.retryAfter != null) {
            response.putHeader(PUSHBACK, Long.toString(refusal.retryAfter.toMillis()));
        }
        return response.end();
    }

    private static void tell(MultiMap fields, ApiException refusal) {
        fields.set(STATUS, Integer.toString(status(refusal.code.status)));
        fields.set(MESSAGE, encoded(refusal.code.wire + ": " + refusal.code.title));
    }

    // As the mapping of HTTP's status to gRPC's has it, and finer where the gateway knows more.
    private static int status(int http) {
        return switch (http) {
            case 400, 413, 431 -> 3;
            case 401 -> 16;
            case 403 -> 7;
            case 404, 405 -> 12;
            case 409 -> 10;
            case 412, 428 -> 9;
            case 429 -> 8;
            case 502, 503 -> 14;
            case 504 -> 4;
            case 500 -> 13;
            default -> 2;
        };
    }

    private static String encoded(String message) {
        var text = new StringBuilder();
        for (byte octet : message.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= ' ' && octet <= '~' && octet != '%') {
                text.append((char) octet);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            }
        }
        return text.toString();
    }
}

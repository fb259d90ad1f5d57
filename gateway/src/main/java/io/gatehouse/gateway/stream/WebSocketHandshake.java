package io.gatehouse.gateway.stream;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** What both sides of a WebSocket must have said before it is one (RFC 6455 section 4). */
final class WebSocketHandshake {

    static final String PROTOCOL = "websocket";

    private static final String KEY = "Sec-WebSocket-Key";
    private static final String ACCEPT = "Sec-WebSocket-Accept";
    private static final String VERSION = "Sec-WebSocket-Version";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY_FORM = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");
    private static final Pattern UPGRADE = Pattern.compile("(?i)(?:.*,)?\\s*upgrade\\s*(?:,.*)?");

    private WebSocketHandshake() {}

    /** @throws ApiException if the client's part is not right */
    static void check(HttpServerRequest request, boolean hasBody) {
        var headers = request.headers();
        boolean asked = HttpMethod.GET.equals(request.method())
                && request.version() == HttpVersion.HTTP_1_1
                && !hasBody
                && namesUpgrade(headers)
                && PROTOCOL.equalsIgnoreCase(single(headers, HttpHeaders.UPGRADE));
        if (!asked) {
            throw new ApiException(ErrorCode.MALFORMED_REQUEST, "this is no request for a WebSocket");
        }
        if (!"13".equals(single(headers, VERSION))) {
            throw new ApiException(ErrorCode.UPGRADE_REQUIRED);
        }
        if (!KEY_FORM.matcher(single(headers, KEY)).matches()) {
            throw new ApiException(ErrorCode.MALFORMED_REQUEST, "Sec-WebSocket-Key is not valid");
        }
    }

    /** Whether the service's part is the answer to the client's. */
    static boolean isAgreed(MultiMap request, MultiMap answer) {
        return namesUpgrade(answer)
                && PROTOCOL.equalsIgnoreCase(single(answer, HttpHeaders.UPGRADE))
                && accept(single(request, KEY)).equals(single(answer, ACCEPT));
    }

    private static boolean namesUpgrade(MultiMap headers) {
        return headers.getAll(HttpHeaders.CONNECTION).stream()
                .anyMatch(line -> UPGRADE.matcher(line).matches());
    }

    private static String single(MultiMap headers, CharSequence name) {
        var values = headers.getAll(name);
        return values.size() == 1 ? values.getFirst().strip() : "";
    }

    private static String accept(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

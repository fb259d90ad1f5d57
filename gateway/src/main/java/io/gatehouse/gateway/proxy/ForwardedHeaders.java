package io.gatehouse.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;

/** Makes the header of the message that goes on from the one that came. */
final class ForwardedHeaders {

    static final String VIA = "1.1 gatehouse";

    // Only the gateway speaks these. A client that sends them is pretending.
    private static final Set<String> OURS = Set.of("forwarded", "x-real-ip", "x-request-id", "host", "expect");
    private static final String OUR_NAMESPACE = "x-gatehouse-";
    private static final String FORWARDED_NAMESPACE = "x-forwarded-";

    private ForwardedHeaders() {}

    static MultiMap toService(MultiMap received, Caller caller, String requestId) {
        var dropped = HopByHop.of(received);
        var headers = HttpHeaders.headers();
        received.forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!dropped.contains(lower) && !isOurs(lower)) {
                headers.add(name, value);
            }
        });
        headers.set("X-Forwarded-For", caller.address());
        headers.set("X-Forwarded-Proto", caller.scheme());
        if (caller.host() != null) {
            headers.set("X-Forwarded-Host", caller.host());
        }
        headers.set("X-Request-Id", requestId);
        headers.add("Via", VIA);
        return headers;
    }

    static void toClient(MultiMap received, MultiMap headers) {
        var dropped = HopByHop.of(received);
        received.forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!dropped.contains(lower) && !lower.equals("x-request-id") && !lower.startsWith(OUR_NAMESPACE)) {
                headers.add(name, value);
            }
        });
    }

    private static boolean isOurs(String lower) {
        return OURS.contains(lower) || lower.startsWith(OUR_NAMESPACE) || lower.startsWith(FORWARDED_NAMESPACE);
    }
}

package io.gatehouse.gateway.proxy;

import io.gatehouse.kit.deadline.RequestDeadline;
import io.gatehouse.kit.web.RequestIds;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Makes the header of the message that goes on from the one that came. */
final class ForwardedHeaders {

    private static final CharSequence VIA = HttpHeaders.createOptimized("Via");
    private static final CharSequence GATEHOUSE = HttpHeaders.createOptimized("1.1 gatehouse");
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.HEADER);
    private static final CharSequence DEADLINE = HttpHeaders.createOptimized(RequestDeadline.HEADER);

    // Only the gateway speaks these. A client that sends them is pretending.
    private static final FieldNames OURS =
            FieldNames.of("forwarded", "x-real-ip", "x-request-id", "x-request-deadline", "host", "expect");
    // What other proxies say of the client and its request. Services behind them believe it, so only they may say it.
    private static final FieldNames OF_PROXIES = FieldNames.of(
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-envoy-external-address",
            "x-original-url",
            "x-rewrite-url",
            "x-original-uri",
            "x-original-host",
            "x-user-id",
            "x-user-email",
            "x-authenticated-user",
            "x-authenticated-userid",
            "x-auth-request-user",
            "x-auth-request-email",
            "x-consumer-id",
            "x-consumer-username",
            "x-remote-user",
            "remote-user",
            "x-webauth-user");
    private static final AsciiString OUR_NAMESPACE = AsciiString.cached("x-gatehouse-");
    private static final AsciiString FORWARDED_NAMESPACE = AsciiString.cached("x-forwarded-");

    private ForwardedHeaders() {}

    static void toService(Proxy.Call call, MultiMap headers) {
        var received = call.request().headers();
        var dropped = HopByHop.of(received);
        var caller = call.caller();
        FieldNames.forEach(received, (name, value) -> {
            if (!dropped.contains(name) && !isOurs(name, caller.vouchedFor())) {
                headers.add(name, value);
            }
        });
        headers.add(FORWARDED_FOR, caller.address());
        headers.add(FORWARDED_PROTO, caller.scheme());
        if (caller.host() != null) {
            headers.add(FORWARDED_HOST, caller.host());
        }
        headers.add(REQUEST_ID, call.requestId());
        headers.add(DEADLINE, Long.toString(call.deadline().epochMillis()));
        headers.add(VIA, GATEHOUSE);
    }

    static void toClient(MultiMap received, MultiMap headers) {
        var dropped = HopByHop.of(received);
        FieldNames.forEach(received, (name, value) -> {
            if (!dropped.contains(name)
                    && !AsciiString.contentEqualsIgnoreCase(REQUEST_ID, name)
                    && !FieldNames.beginsWith(name, OUR_NAMESPACE)) {
                headers.add(name, value);
            }
        });
    }

    private static boolean isOurs(CharSequence name, boolean vouchedFor) {
        if (AsciiString.indexOf(name, '_', 0) >= 0) {
            // To services that read fields as variables (CGI, WSGI, Rack) both spellings are one name.
            return isOurs(name.toString().replace('_', '-'), vouchedFor);
        }
        return OURS.contains(name)
                || (!vouchedFor && OF_PROXIES.contains(name))
                || FieldNames.beginsWith(name, OUR_NAMESPACE)
                || FieldNames.beginsWith(name, FORWARDED_NAMESPACE);
    }
}

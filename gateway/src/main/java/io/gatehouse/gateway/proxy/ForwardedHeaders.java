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
    private static final FieldNames OURS = FieldNames.of(
            "forwarded", "x-forwarded", "x-real-ip", "x-request-id", "x-request-deadline", "host", "expect");
    // What other proxies say of the client and its request. Services behind them believe it, so only they may say it.
    private static final FieldNames OF_PROXIES = FieldNames.of(
            "true-client-ip",
            "cf-connecting-ip",
            "cf-connecting-ipv6",
            "cf-pseudo-ipv4",
            "fastly-client-ip",
            "fly-client-ip",
            "client-ip",
            "x-client-ip",
            "x-azure-clientip",
            "x-azure-socketip",
            "x-appengine-user-ip",
            "x-proxyuser-ip",
            "x-remote-ip",
            "x-remote-addr",
            "x-originating-ip",
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
            "x-webauth-user",
            "cf-access-authenticated-user-email",
            "cf-access-jwt-assertion",
            "x-goog-authenticated-user-email",
            "x-goog-authenticated-user-id",
            "x-goog-iap-jwt-assertion",
            "x-amzn-oidc-identity",
            "x-amzn-oidc-data",
            "x-amzn-oidc-accesstoken",
            "x-ms-client-principal",
            "x-ms-client-principal-id",
            "x-ms-client-principal-name",
            "x-ms-client-principal-idp",
            "client-cert",
            "client-cert-chain",
            "x-client-cert",
            "x-arr-clientcert");
    // The clients' certificates, of which servers tell in fields of many names.
    private static final AsciiString CERTIFICATES = AsciiString.cached("x-ssl-");
    private static final AsciiString CERTIFICATES_OF_NGINX = AsciiString.cached("ssl-client-");
    private static final AsciiString CERTIFICATES_OF_AMAZON = AsciiString.cached("x-amzn-mtls-");
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
        var spelling = FieldNames.hyphenated(name);
        return OURS.contains(spelling)
                || (!vouchedFor && isOfProxies(spelling))
                || FieldNames.beginsWith(spelling, OUR_NAMESPACE)
                || FieldNames.beginsWith(spelling, FORWARDED_NAMESPACE)
                || (spelling != name && HopByHop.isDecisive(spelling));
    }

    private static boolean isOfProxies(CharSequence name) {
        return OF_PROXIES.contains(name)
                || FieldNames.beginsWith(name, CERTIFICATES)
                || FieldNames.beginsWith(name, CERTIFICATES_OF_NGINX)
                || FieldNames.beginsWith(name, CERTIFICATES_OF_AMAZON);
    }
}

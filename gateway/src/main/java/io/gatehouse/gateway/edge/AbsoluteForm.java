package io.gatehouse.gateway.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/**
 * A target with scheme and authority, as clients send it to proxies and a server must take it (RFC 9112 section 3.2.2). It goes
 * on as path and query. It may name no other host than {@code Host}: readers differ in which of the two they believe.
 */
final class AbsoluteForm {

    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private AbsoluteForm() {}

    /** @throws IllegalArgumentException if it names another host than {@code Host} */
    static void normalise(HttpRequest request) {
        var target = request.uri();
        if (target.startsWith("/")) {
            return;
        }
        int authority = beginsWith(target, HTTP) ? HTTP.length() : beginsWith(target, HTTPS) ? HTTPS.length() : 0;
        if (authority == 0) {
            return;
        }
        int end = endOfAuthority(target, authority);
        if (!target.substring(authority, end).equalsIgnoreCase(request.headers().get(HttpHeaderNames.HOST))) {
            throw new IllegalArgumentException("target and Host name different hosts");
        }
        var rest = target.substring(end);
        request.setUri(rest.startsWith("/") ? rest : "/" + rest);
    }

    private static boolean beginsWith(String target, String scheme) {
        return target.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static int endOfAuthority(String target, int from) {
        int end = from;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}

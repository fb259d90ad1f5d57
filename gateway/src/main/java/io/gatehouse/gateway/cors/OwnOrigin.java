package io.gatehouse.gateway.cors;

import io.gatehouse.gateway.proxy.Caller;
import java.util.Locale;

/**
 * The gateway's own origin as the client of a request sees it. Cookies speak for pages of the same origin; a WebSocket, which
 * may have no cookies at all, is opened by pages of the same host.
 */
public final class OwnOrigin {

    private static final String HTTPS = "https";
    private static final String SCHEME_END = "://";

    private final Caller asked;

    /** @param asked how the client asked, as far as trusted proxies say */
    public OwnOrigin(Caller asked) {
        this.asked = asked;
    }

    /** Whether it is the origin of a page, exactly as browsers write it (RFC 6454 section 6.2). */
    public boolean isSameOrigin(String origin) {
        return asked.host() != null && origin.equals(written(asked.scheme(), asked.host()));
    }

    /**
     * Whether the page is of the same host, in whatever spelling. A proxy that ends TLS in front and is not trusted hides
     * the scheme from the gateway, so {@code https} is good as well; nobody can hide TLS that ends here, so {@code http} is not.
     */
    public boolean isSameHost(String origin) {
        int end = origin.indexOf(SCHEME_END);
        if (end < 0 || asked.host() == null) {
            return false;
        }
        var page = written(origin.substring(0, end), origin.substring(end + SCHEME_END.length()));
        return isSameOrigin(page) || page.equals(written(HTTPS, asked.host()));
    }

    // In small letters, and without a port that goes without saying, which Host may have.
    private static String written(String scheme, String host) {
        var origin = (scheme + SCHEME_END + host).toLowerCase(Locale.ROOT);
        var port = origin.startsWith(HTTPS + SCHEME_END) ? ":443" : ":80";
        return origin.endsWith(port) ? origin.substring(0, origin.length() - port.length()) : origin;
    }
}

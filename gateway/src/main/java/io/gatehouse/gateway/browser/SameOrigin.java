package io.gatehouse.gateway.browser;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.cors.CorsRules;
import io.gatehouse.gateway.cors.OwnOrigin;
import io.gatehouse.gateway.proxy.Caller;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Whether a request that cookies speak for comes from a page that may send it. Browsers send cookies with whatever any page
 * makes them send, and tell which page it was: in {@code Sec-Fetch-Site} (W3C Fetch Metadata) and in {@code Origin}
 * (RFC 6454), neither of which a script can write.
 */
final class SameOrigin {

    private static final String SITE = "Sec-Fetch-Site";
    private static final String MODE = "Sec-Fetch-Mode";
    private static final String DESTINATION = "Sec-Fetch-Dest";

    private final HttpServerRequest request;
    private final CorsRules cors;
    private final OwnOrigin own;

    /** @param cors the route's, or null */
    SameOrigin(HttpServerRequest request, CorsRules cors, Caller caller) {
        this.request = request;
        this.cors = cors;
        this.own = new OwnOrigin(caller);
    }

    /** For what may change something. Without a word of the browser about the page it is refused. */
    boolean mayChange() {
        var site = request.getHeader(SITE);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && isAllowed(origin)) {
            return true;
        }
        // What browsers say of the page of a WebSocket differs; all of them name its origin.
        boolean untold = site == null || isUpgrade();
        return untold ? origin != null && own.isSameOrigin(origin) : "same-origin".equals(site);
    }

    /**
     * For what only reads. Scripts of other origins cannot read the response anyhow; here what they embed is kept out too,
     * from which they could learn by its size, its time or its running as a script. Links lead in.
     */
    boolean mayRead() {
        var site = request.getHeader(SITE);
        if (site == null) {
            var origin = request.getHeader(HttpHeaders.ORIGIN);
            return origin == null || own.isSameOrigin(origin) || isAllowed(origin);
        }
        return "none".equals(site) || isVisit() || mayChange();
    }

    /** What whoever tries it without a browser needs to know. */
    ApiException refusal() {
        boolean silent = request.getHeader(SITE) == null && request.getHeader(HttpHeaders.ORIGIN) == null;
        return new ApiException(
                ErrorCode.CROSS_SITE_REQUEST,
                silent
                        ? "cookies need an Origin or a Sec-Fetch-Site that says from which page the request comes"
                        : "Origin or Sec-Fetch-Site tells of a page whose requests cookies do not speak for");
    }

    boolean isUpgrade() {
        return request.headers().contains(HttpHeaders.UPGRADE);
    }

    private boolean isVisit() {
        return "navigate".equals(request.getHeader(MODE)) && "document".equals(request.getHeader(DESTINATION));
    }

    private boolean isAllowed(String origin) {
        return cors != null && cors.allowsWithCredentials(origin);
    }
}

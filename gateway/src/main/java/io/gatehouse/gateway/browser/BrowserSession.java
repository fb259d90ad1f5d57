package io.gatehouse.gateway.browser;

import io.gatehouse.gateway.cache.CacheControl;
import io.gatehouse.gateway.proxy.ResponseStep;
import io.gatehouse.gateway.route.SessionRule;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** What a request has to do with a browser's session: the cookies that came, and those that go. Belongs to one event loop. */
public final class BrowserSession {

    private static final String NO_STORE = "no-store";

    private final MultiMap request;
    private final SessionRule rule;
    private final SessionCookies cookies;
    private final boolean byCookie;
    private String accessLine;
    private String refreshLine;
    private boolean over;

    /**
     * @param rule the route's, or null
     * @param byCookie whether the cookies say who asks; otherwise {@code Authorization} does
     */
    BrowserSession(MultiMap request, SessionRule rule, SessionCookies cookies, boolean byCookie) {
        this.request = request;
        this.rule = rule;
        this.cookies = cookies;
        this.byCookie = byCookie;
        if (rule == SessionRule.END) {
            // Whatever becomes of the request: who signs out at a shared computer leaves nothing there.
            clear();
        }
        if (byCookie && rule != SessionRule.BEGIN && cookies.access() != null) {
            authorize(cookies.access());
        }
    }

    /** Whether the service's response has the tokens of a new session. */
    public boolean beginsSession() {
        return rule == SessionRule.BEGIN;
    }

    /** What makes cookies of them. */
    public ResponseStep tokenReply() {
        return new TokenReply(this);
    }

    /** Whether no service is asked: the gateway exchanges the cookies, or there is no session left to end. */
    public boolean isAnsweredHere() {
        return over || rule == SessionRule.REFRESH;
    }

    /** Writes the cookies, and that nobody else may keep the response. */
    public void completeHeader(MultiMap response) {
        if (accessLine != null) {
            response.add(HttpHeaders.SET_COOKIE, accessLine);
            response.add(HttpHeaders.SET_COOKIE, refreshLine);
        }
        if (accessLine != null || rule != null) {
            response.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        } else {
            // Caches know that responses to Authorization are private (RFC 9111 section 3.5), but not those to cookies.
            CacheControl.makePrivate(response);
        }
        response.add(HttpHeaders.VARY, "Cookie");
    }

    /** Whether the cookies say who asks. Who begins a session is nobody yet, and who refreshes one is told by the exchange. */
    boolean identifies() {
        return byCookie && (rule == null || rule == SessionRule.END);
    }

    boolean hasAccessToken() {
        return cookies.access() != null;
    }

    /** The refresh token that came, or null. */
    String refreshToken() {
        return cookies.refresh();
    }

    /** There are new tokens, for this request as well. */
    void accept(SessionTokens tokens) {
        if (rule != SessionRule.END) {
            accessLine = tokens.accessCookie();
            refreshLine = tokens.refreshCookie();
        }
        if (byCookie && rule != SessionRule.BEGIN) {
            authorize(tokens.access());
        }
    }

    /** There is no session any more. */
    void end() {
        clear();
        over = rule == SessionRule.END;
    }

    /** Whether there was one to end, and is none. */
    boolean isOver() {
        return over;
    }

    private void authorize(String token) {
        request.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    }

    private void clear() {
        accessLine = SessionCookies.clearing(SessionCookies.ACCESS);
        refreshLine = SessionCookies.clearing(SessionCookies.REFRESH);
    }
}

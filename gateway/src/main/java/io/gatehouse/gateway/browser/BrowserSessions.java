package io.gatehouse.gateway.browser;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.proxy.Caller;
import io.gatehouse.gateway.route.IdentityRule;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.SessionRule;
import io.gatehouse.kit.identity.Identity;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Sessions that browsers keep in cookies. */
@Singleton
public class BrowserSessions {

    // RFC 9110 section 9.2.1; what these are asked for changes nothing.
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int UNAUTHORIZED = 401;

    private final SessionRefresher refresher;

    BrowserSessions(SessionRefresher refresher) {
        this.refresher = refresher;
    }

    /**
     * Takes the cookies out of the request and, where they say who asks, puts the access token into {@code Authorization}.
     * Null where neither the request nor its route has to do with a session. Fails with {@code cross_site_request}.
     */
    public BrowserSession open(HttpServerRequest request, Route route, Supplier<Caller> caller) {
        var headers = request.headers();
        var cookies = SessionCookies.takeFrom(headers);
        var rule = route.access().session();
        boolean byCookie = !headers.contains(HttpHeaders.AUTHORIZATION);
        boolean asks = byCookie && !cookies.isEmpty() && route.access().identity() != IdentityRule.NONE;
        if (rule == null && !asks) {
            return null;
        }
        var page = new SameOrigin(request, route.cors(), caller.get());
        boolean changes = rule != null || !SAFE.contains(request.method()) || page.isUpgrade();
        if (changes ? !page.mayChange() : !page.mayRead()) {
            if (!changes && route.access().identity() == IdentityRule.OPTIONAL) {
                // An image that everybody may embed stays one.
                return null;
            }
            if (rule == SessionRule.END && (!byCookie || cookies.isEmpty())) {
                // Whoever signs out with a token of their own, or without any, needs no cookie and leaves none.
                return null;
            }
            throw page.refusal();
        }
        if (rule == SessionRule.BEGIN) {
            // Its reply is read here.
            headers.remove(HttpHeaders.ACCEPT_ENCODING);
        }
        return new BrowserSession(headers, rule, cookies, byCookie);
    }

    /**
     * The verified caller. Where the access token has expired or is not there, it is exchanged first; where that is refused, the
     * cookies are cleared.
     *
     * @param establish verifies the token in {@code Authorization}
     */
    public Future<Identity> identify(BrowserSession session, Supplier<Future<Identity>> establish, Renewal renewal) {
        if (!session.identifies()) {
            return establish.get();
        }
        boolean refreshable = session.refreshToken() != null;
        Supplier<Future<Identity>> anew = () -> refresh(session, renewal).compose(_ -> establish.get());
        var identity = refreshable && !session.hasAccessToken()
                ? anew.get()
                : establish
                        .get()
                        .recover(failure ->
                                refreshable && isUnauthorized(failure) ? anew.get() : Future.failedFuture(failure));
        return identity.recover(failure -> refused(session, failure));
    }

    /** Answers where {@link BrowserSession#isAnsweredHere}. */
    public Future<Void> answer(BrowserSession session, HttpServerResponse response, Renewal renewal) {
        if (session.isOver()) {
            return response.setStatusCode(204).end();
        }
        return refresh(session, renewal)
                .recover(failure -> refused(session, failure).mapEmpty())
                .compose(tokens -> response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(told(tokens).toBuffer()));
    }

    private Future<SessionTokens> refresh(BrowserSession session, Renewal renewal) {
        var token = session.refreshToken();
        if (token == null) {
            return Future.failedFuture(new ApiException(ErrorCode.INVALID_TOKEN));
        }
        return refresher
                .refresh(token, renewal)
                .timeout(renewal.budget().toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof TimeoutException ? new ApiException(ErrorCode.UPSTREAM_TIMEOUT) : failure))
                .onSuccess(session::accept);
    }

    // A session that has ended already can be ended: nobody is there any more.
    private static Future<Identity> refused(BrowserSession session, Throwable failure) {
        if (isUnauthorized(failure) || isDisabled(failure)) {
            session.end();
        }
        return session.isOver() ? Future.succeededFuture() : Future.failedFuture(failure);
    }

    private static boolean isUnauthorized(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.code.status == UNAUTHORIZED;
    }

    private static boolean isDisabled(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.code == ErrorCode.ACCOUNT_DISABLED;
    }

    private static JsonObject told(SessionTokens tokens) {
        var told = new JsonObject().put("expires_in", tokens.accessLife().toSeconds());
        if (tokens.refreshLife() != null) {
            told.put("refresh_expires_in", tokens.refreshLife().toSeconds());
        }
        return told;
    }
}

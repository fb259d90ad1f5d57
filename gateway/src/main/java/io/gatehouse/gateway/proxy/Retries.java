package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.upstream.RetryPolicy.Reason;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Whether a request that failed is sent again. */
final class Retries {

    // RFC 9110 section 9.2.1: these ask for nothing to be changed.
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    // Section 9.2.2: repeating these has no effect beyond the first.
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(HttpMethod.PUT, HttpMethod.DELETE);

    private static final String KEY = "Idempotency-Key";
    private static final int FIRST_PAUSE_MILLIS = 25;

    private final Proxy.Call call;
    private final boolean repeatable;
    private final boolean idempotent;
    private int made;
    private boolean replaced;

    Retries(Proxy.Call call) {
        this.call = call;
        var method = call.request().method();
        this.repeatable = SAFE.contains(method)
                || (call.retries().keyed() && call.request().headers().contains(KEY));
        this.idempotent = repeatable || IDEMPOTENT.contains(method);
    }

    /** Whether the request may come to be sent twice, and its body must be kept for that. */
    boolean mayRepeat() {
        return idempotent;
    }

    /**
     * Whether a connection that broke without an answer is replaced at no cost, because it had been in use before and was
     * probably being closed. Once: a service that really breaks connections is not flooded.
     */
    boolean replaceReused() {
        return idempotent && replaceClosed();
    }

    /** The same for one that was found closed before anything was sent. */
    boolean replaceClosed() {
        if (replaced) {
            return false;
        }
        replaced = true;
        call.upstream().replacesConnection();
        return true;
    }

    /** Whether policy and budget allow one more after such a failure; counts it. */
    boolean allow(Reason reason) {
        var policy = call.retries();
        // Where there was no connection nothing was sent.
        boolean harmless = repeatable || reason == Reason.CONNECT;
        if (!harmless || made >= policy.attempts() || !policy.on().contains(reason)) {
            return false;
        }
        made++;
        return call.upstream().affords(reason);
    }

    /**
     * How long to wait before it: at random, up to a time that doubles, so that requests that failed together part. Another
     * instance in the place of one that cannot be reached is asked at once.
     */
    int pauseMillis(Reason reason) {
        boolean atOnce = reason == Reason.CONNECT && made == 1;
        return atOnce ? 0 : 1 + ThreadLocalRandom.current().nextInt(FIRST_PAUSE_MILLIS << made);
    }
}

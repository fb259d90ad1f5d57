package io.gatehouse.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** A client's wish to be told first that its body is wanted (RFC 9110 section 10.1.1): the service is asked whether it is. */
final class Expectation {

    private static final String CONTINUE = "100-continue";

    // Services must answer, and many do not.
    private static final int PATIENCE_MILLIS = 1_000;

    private final Vertx vertx;
    private long timer = -1;

    Expectation(Vertx vertx) {
        this.vertx = vertx;
    }

    static boolean isIn(HttpServerRequest request) {
        return CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    /** Sends the header; {@code wanted} is run when the service says so, or nothing for a while. */
    void ask(HttpClientRequest service, Runnable wanted) {
        service.putHeader(HttpHeaders.EXPECT, CONTINUE);
        service.continueHandler(_ -> wanted.run());
        timer = vertx.setTimer(PATIENCE_MILLIS, _ -> wanted.run());
        service.sendHead();
    }

    /** It is known, or no longer asked. */
    void settle() {
        vertx.cancelTimer(timer);
    }
}

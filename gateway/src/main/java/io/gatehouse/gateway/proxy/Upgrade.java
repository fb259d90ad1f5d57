package io.gatehouse.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;

/** A switch from HTTP to another protocol, as both sides have to agree on it. */
public interface Upgrade {

    /** Completes the header and sends the request. */
    void ask(HttpClientRequest request);

    /**
     * The service has agreed; the response to the client has the service's fields. Completes when the other protocol has
     * ended. Fails with an {@code ApiException} while the client can still be told.
     */
    Future<Void> agreed(HttpClientResponse answer, HttpServerRequest request);
}

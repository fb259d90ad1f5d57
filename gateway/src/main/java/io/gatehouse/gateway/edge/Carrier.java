package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * What carries one exchange between client and gateway: a connection of HTTP/1, which carries one after the other, or one
 * stream of HTTP/2 among others. What the two do differently around an exchange is here.
 */
sealed interface Carrier permits ConnectionCarrier, StreamCarrier {

    static Carrier of(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2 ? new StreamCarrier(request) : new ConnectionCarrier(request);
    }

    /** Whether the client sends a body, of whatever length. */
    boolean hasBody();

    /** From now on the client is expected to send its body as the rules say. */
    void expectBody(ReadingRules rules);

    /** Why the rest of the request cannot be read, or null. */
    ApiException unreadable();

    /** Runs it when the client has gone. */
    void whenGone(Runnable action);

    /** Says in a response's header that the client must go elsewhere with its next request, where that is said there. */
    void announceEnd(MultiMap headers);

    /** Whether {@link #end} leaves the client the response also while it still sends its body. */
    boolean mayEndBeforeBody();

    /** Ends it after the response. */
    void end();

    /** Ends it so that the client knows that it has not got a whole response. */
    void breakOff();

    /** Told when the response has gone out and more can follow. */
    void answered();
}

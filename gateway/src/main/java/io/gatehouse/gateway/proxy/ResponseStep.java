package io.gatehouse.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;

/**
 * Sees a service's response on its way to the client, or changes it. Of several steps each gets what the one before it made.
 * That the response broke off halfway is not told here but by {@link Proxy#forward}, which fails then.
 */
public interface ResponseStep {

    /** Status and header as they will be sent, unless they are changed here. */
    void head(HttpServerResponse response);

    /** Asked after {@link #head}: what is sent instead of the service's body, or null, as nearly always. */
    default Buffer instead() {
        return null;
    }

    /**
     * Where the body is to go, if the response has one: {@code next} itself, or a stream that hands on to it. Called after
     * {@link #head}. Its end may fail with an {@code ApiException} as long as nothing was handed on: then the client is told
     * that instead.
     */
    WriteStream<Buffer> body(WriteStream<Buffer> next);

    /** The response has no body, and has come whole; it ends at the client when this completes. */
    default Future<Void> endWithoutBody() {
        return Future.succeededFuture();
    }

    /** Whether the response is wanted whole, even when the client leaves before its end. */
    default boolean outlivesClient() {
        return false;
    }
}

package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.proxy.ResponseStep;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;

/** A response that the cache has nothing to do with, and says so. */
record PassedBy(String why) implements ResponseStep {

    @Override
    public void head(HttpServerResponse response) {
        Reply.tell(response, "fwd=" + why);
    }

    @Override
    public WriteStream<Buffer> body(WriteStream<Buffer> next) {
        return next;
    }
}

package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** A connection of HTTP/1. */
final class ConnectionCarrier implements Carrier {

    private final HttpServerRequest request;
    private final StrictRequestDecoder reader;

    ConnectionCarrier(HttpServerRequest request) {
        this.request = request;
        this.reader = StrictRequestDecoder.of(request.connection());
    }

    @Override
    public boolean hasBody() {
        var headers = request.headers();
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return headers.contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !"0".equals(length));
    }

    // Its reader does, from the first byte on.
    @Override
    public void expectBody(ReadingRules rules) {}

    @Override
    public ApiException unreadable() {
        return reader.refusal();
    }

    @Override
    public void whenGone(Runnable action) {
        request.connection().closeHandler(_ -> action.run());
    }

    @Override
    public void announceEnd(MultiMap headers) {
        headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }

    // Closing while the client still sends would reset the connection and take the response away from it unread.
    @Override
    public boolean mayEndBeforeBody() {
        return false;
    }

    @Override
    public void end() {
        request.connection().close();
    }

    @Override
    public void breakOff() {
        request.connection().close();
    }

    @Override
    public void answered() {
        reader.answered();
    }
}

package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.http2.Http2Requests;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http2ServerRequest;

/** One stream of HTTP/2. Its connection goes on; a client is sent elsewhere by the connection itself. */
final class StreamCarrier implements Carrier, BodyPace.Body {

    private final HttpServerRequest request;
    private final boolean hasBody;
    private ApiException unreadable;

    StreamCarrier(HttpServerRequest request) {
        this.request = request;
        Http2Requests.begin(request);
        this.hasBody = Http2Requests.hasBody(request);
    }

    @Override
    public boolean hasBody() {
        return hasBody;
    }

    @Override
    public void expectBody(ReadingRules rules) {
        new BodyPace(Http2Requests.eventLoop(request), rules, this).start();
    }

    @Override
    public boolean isAwaited() {
        return Http2Requests.hasBody(request);
    }

    @Override
    public boolean isRead() {
        return Http2Requests.maySendBody(request);
    }

    @Override
    public long received() {
        return request.bytesRead();
    }

    @Override
    public void tooSlow() {
        unreadable = new ApiException(ErrorCode.REQUEST_TIMEOUT);
        ((Http2ServerRequest) request).handleException(unreadable);
    }

    // A stream whose frames are malformed has been reset by then.
    @Override
    public ApiException unreadable() {
        return unreadable;
    }

    @Override
    public void whenGone(Runnable action) {
        request.response().closeHandler(_ -> action.run());
    }

    @Override
    public void announceEnd(MultiMap headers) {}

    @Override
    public boolean mayEndBeforeBody() {
        return true;
    }

    // A stream that has ended on both sides is left alone. Of one that has not, the
    // client keeps the response and sends no more of its body (RFC 9113 section 8.1).
    @Override
    public void end() {
        request.response().reset(Http2Error.NO_ERROR.code());
    }

    @Override
    public void breakOff() {
        request.response().reset(Http2Error.INTERNAL_ERROR.code());
    }

    @Override
    public void answered() {}
}

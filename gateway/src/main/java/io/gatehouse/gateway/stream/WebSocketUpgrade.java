package io.gatehouse.gateway.stream;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.proxy.Upgrade;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** A WebSocket between a client and a service: their handshakes are checked, then they are left to each other. */
public final class WebSocketUpgrade implements Upgrade {

    private final OpenStream stream;
    private Tunnel tunnel;

    public WebSocketUpgrade(OpenStream stream) {
        this.stream = stream;
    }

    @Override
    public void ask(HttpClientRequest request) {
        tunnel = new Tunnel();
        Tunnel.watch(request.connection(), tunnel.service);
        namesProtocol(request.headers());
        request.connect();
    }

    @Override
    public Future<Void> agreed(HttpClientResponse answer, HttpServerRequest request) {
        if (!WebSocketHandshake.isAgreed(request.headers(), answer.headers())) {
            return Future.failedFuture(new ApiException(ErrorCode.UPSTREAM_FAILED));
        }
        var headers = request.response().headers();
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        namesProtocol(headers);
        Tunnel.watch(request.connection(), tunnel.client);
        return request.toNetSocket().compose(_ -> open());
    }

    private Future<Void> open() {
        var opened = tunnel;
        stream.begin(opened, opened::end);
        opened.join();
        return opened.done();
    }

    private static void namesProtocol(MultiMap headers) {
        headers.set(HttpHeaders.CONNECTION, "Upgrade");
        headers.set(HttpHeaders.UPGRADE, WebSocketHandshake.PROTOCOL);
    }
}

package io.gatehouse.gateway;

import io.vertx.core.http.HttpServerRequest;

/** A service's gRPC calls, as far as HTTP shows them: the last part of the path says what it does with one. */
final class FakeGrpc {

    private FakeGrpc() {}

    static void serve(HttpServerRequest request) {
        var response = request.response().putHeader("Content-Type", "application/grpc");
        if (request.path().endsWith("grpc-refuse")) {
            response.putHeader("grpc-status", "5")
                    .putHeader("grpc-message", "none")
                    .end();
            return;
        }
        // Each message as it comes, so that the call goes on in both directions.
        request.handler(response::write);
        request.endHandler(_ -> response.putTrailer("grpc-status", "0")
                .putTrailer("grpc-message", "by " + request.version())
                .putTrailer("checksum-bin", "KgA")
                .putTrailer("x-gatehouse-inner", "secret")
                .end());
    }
}

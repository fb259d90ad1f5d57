package io.gatehouse.gateway.route;

/** A way in which an answer goes on for as long as both sides want. */
public enum StreamKind {
    WEBSOCKET,
    SSE,
    GRPC
}

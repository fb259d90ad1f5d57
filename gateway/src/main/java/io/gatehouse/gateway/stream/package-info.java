/**
 * Answers that go on for as long as both sides want: WebSockets, server-sent events and gRPC calls. Each is allowed by its route,
 * opened as its caller at the cost of one of a bounded number, and ends with its caller's token, when nothing moves any more, and
 * when the gateway stops. None is held up anywhere, and the slower side sets the pace.
 */
package io.gatehouse.gateway.stream;

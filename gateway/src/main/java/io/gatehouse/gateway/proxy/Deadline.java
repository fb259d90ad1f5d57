package io.gatehouse.gateway.proxy;

/**
 * When a request must have begun to be answered.
 *
 * @param epochMillis Unix time
 * @param asked whether the client asked for it; it is then earlier than the route's, and says nothing about the service
 */
public record Deadline(long epochMillis, boolean asked) {}

package io.gatehouse.gateway.proxy;

/**
 * What a service is told of the request's origin.
 *
 * @param address the client's, as far as trusted proxies vouch for it
 * @param scheme the scheme the client used
 * @param host the {@code Host} the client asked for, or null
 * @param vouchedFor whether it comes from a trusted proxy
 */
public record Caller(String address, String scheme, String host, boolean vouchedFor) {}

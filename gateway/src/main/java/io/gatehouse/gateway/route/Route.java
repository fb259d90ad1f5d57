package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.upstream.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One way in.
 *
 * @param paths exact paths, templates with {@code {name}} segments, or prefixes that end in {@code /**}
 * @param methods the methods allowed; GET brings HEAD with it
 * @param host the {@code Host} it is for; null means any
 * @param upstream the service, or {@link #GATEWAY} for what the gateway answers itself
 * @param roles the caller needs one of them; empty means none is needed
 * @param scopes the caller's token needs all of them
 * @param timeout until the service's response has begun
 * @param bodyLimit the most bytes a request's body may have
 */
public record Route(
        String id,
        List<String> paths,
        Set<String> methods,
        String host,
        String upstream,
        IdentityRule identity,
        Set<String> roles,
        Set<String> scopes,
        List<Policy> limits,
        Duration timeout,
        long bodyLimit,
        RetryPolicy retries) {

    /** The methods there are for routes. */
    public static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    /** The name that routes to the gateway's own pages use as their upstream. */
    public static final String GATEWAY = "gateway";

    boolean accepts(String method) {
        return methods.contains(method) || ("HEAD".equals(method) && methods.contains("GET"));
    }

    boolean isFor(String requestHost) {
        return host == null || host.equalsIgnoreCase(requestHost);
    }
}

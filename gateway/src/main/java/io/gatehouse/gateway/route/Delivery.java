package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.RetryPolicy;
import java.time.Duration;
import java.util.Set;

/**
 * How a route's requests are handed on.
 *
 * @param rewrite the path that the service is asked for, in the form of the match's paths; null means the one that came
 * @param mirror who gets copies of the requests, or null
 * @param timeout until the service's response has begun
 * @param bodyLimit the most bytes a request's body may have
 * @param streams which kinds of answers may go on for long
 */
public record Delivery(
        String rewrite,
        MirrorRule mirror,
        Duration timeout,
        long bodyLimit,
        RetryPolicy retries,
        Set<StreamKind> streams) {}

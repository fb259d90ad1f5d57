package io.gatehouse.gateway.route;

import io.gatehouse.gateway.cors.CorsRules;
import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.upstream.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One way in.
 *
 * @param rewrite the path that the service is asked for, in the form of the match's paths; null means the one that came
 * @param mirror who gets copies of the requests, or null
 * @param roles the caller needs one of them; empty means none is needed
 * @param scopes the caller's token needs all of them
 * @param cors which pages of other origins may read the responses; null leaves it to the service
 * @param timeout until the service's response has begun
 * @param bodyLimit the most bytes a request's body may have
 */
public record Route(
        String id,
        Match match,
        Destination destination,
        String rewrite,
        MirrorRule mirror,
        IdentityRule identity,
        Set<String> roles,
        Set<String> scopes,
        List<Limit> limits,
        CorsRules cors,
        Duration timeout,
        long bodyLimit,
        RetryPolicy retries) {}

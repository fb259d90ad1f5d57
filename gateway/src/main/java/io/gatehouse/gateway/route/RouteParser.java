package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.upstream.RetryPolicy;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one route, of the upstreams and policies that its file names. */
final class RouteParser {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final long DEFAULT_BODY_LIMIT = 64 << 10;

    private static final String[] KEYS = {
        "id",
        "match",
        "upstream",
        "upstreams",
        "rewrite",
        "mirror",
        "identity",
        "roles",
        "scopes",
        "limits",
        "cors",
        "timeout",
        "body_limit",
        "retries"
    };

    private final PolicyParser policies;
    private final DestinationParser destinations;

    RouteParser(Map<String, UpstreamTarget> upstreams, PolicyParser policies) {
        this.policies = policies;
        this.destinations = new DestinationParser(upstreams.keySet());
    }

    /** The route, unless something is wrong with it, which is told. */
    Optional<Route> parse(YamlValue value) {
        var fields = value.fields("a route", KEYS);
        var id = fields.get("id", Names::read);
        var match = fields.get("match", MatchParser::parse);
        var destination = destination(fields);
        var rewrite = fields.get("rewrite", given -> rewrite(given, match), null);
        var mirror = fields.get("mirror", destinations::mirror, null);
        var identity = fields.get("identity", given -> given.oneOf(IdentityRule.class));
        var roles = Set.copyOf(fields.get("roles", YamlValue::texts, List.<String>of()));
        var scopes = Set.copyOf(fields.get("scopes", YamlValue::texts, List.<String>of()));
        var limits = fields.get("limits", policies::limits, List.<Limit>of());
        var cors = fields.get("cors", given -> CorsParser.parse(given, match), null);
        var timeout = fields.get("timeout", RouteParser::timeout, DEFAULT_TIMEOUT);
        long bodyLimit = fields.get("body_limit", YamlValue::bytes, DEFAULT_BODY_LIMIT);
        var retries = fields.get("retries", RetryParser::parse, RetryPolicy.DEFAULT);
        return fields.make(() -> checked(new Route(
                id,
                match,
                destination,
                rewrite,
                mirror,
                identity,
                roles,
                scopes,
                limits,
                cors,
                timeout,
                bodyLimit,
                retries)));
    }

    private Destination destination(YamlFields fields) {
        if (fields.has("upstreams") && !fields.has("upstream")) {
            return fields.get("upstreams", destinations::several);
        }
        return fields.get("upstream", given -> {
            if (fields.has("upstreams")) {
                throw given.refused("a route has either 'upstream' or 'upstreams'");
            }
            return destinations.one(given);
        });
    }

    private static String rewrite(YamlValue value, Match match) {
        var to = MatchParser.path(value);
        if (match != null) {
            value.checked(() -> match.paths().stream()
                    .map(from -> new PathRewrite(from, to))
                    .toList());
        }
        return to;
    }

    private static Duration timeout(YamlValue value) {
        var timeout = value.duration();
        if (timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw value.refused("a timeout is above zero and at most 1h");
        }
        return timeout;
    }

    private static Route checked(Route route) {
        boolean asksMore = !route.roles().isEmpty() || !route.scopes().isEmpty();
        if (asksMore && route.identity() != IdentityRule.REQUIRED) {
            throw new IllegalArgumentException("roles and scopes need 'identity: required'");
        }
        if (route.destination().isGateway() && (route.rewrite() != null || route.mirror() != null)) {
            throw new IllegalArgumentException("the gateway's own pages are neither rewritten nor mirrored");
        }
        return route;
    }
}

package io.gatehouse.gateway.route;

import io.gatehouse.gateway.overload.Priority;
import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one route, of the upstreams and policies that its file names. */
final class RouteParser {

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
        "session",
        "limits",
        "priority",
        "idempotency",
        "cors",
        "timeout",
        "body_limit",
        "retries",
        "cache",
        "compress",
        "embeddable",
        "streams"
    };

    private final Map<String, UpstreamTarget> upstreams;
    private final PolicyParser policies;
    private final DestinationParser destinations;
    private final DeliveryParser deliveries;

    RouteParser(Map<String, UpstreamTarget> upstreams, PolicyParser policies) {
        this.upstreams = upstreams;
        this.policies = policies;
        this.destinations = new DestinationParser(upstreams.keySet());
        this.deliveries = new DeliveryParser(destinations);
    }

    /** The route, unless something is wrong with it, which is told. */
    Optional<Route> parse(YamlValue value) {
        var fields = value.fields("a route", KEYS);
        var id = fields.get("id", Names::read);
        var match = fields.get("match", MatchParser::parse);
        var destination = destination(fields);
        var access = access(fields);
        var limits = fields.get("limits", given -> policies.limits(given, access), List.<Limit>of());
        var priority = fields.get("priority", given -> given.oneOf(Priority.class), Priority.NORMAL);
        var idempotency = fields.get("idempotency", IdempotencyParser::parse, null);
        var cors = fields.get("cors", given -> CorsParser.parse(given, match), null);
        var delivery = deliveries.parse(fields, match);
        var responses = ResponsesParser.parse(fields);
        return fields.make(() -> checked(
                new Route(id, match, destination, access, limits, priority, idempotency, cors, delivery, responses)));
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

    private static Access access(YamlFields fields) {
        var identity = fields.get("identity", given -> given.oneOf(IdentityRule.class));
        var roles = Set.copyOf(fields.get("roles", YamlValue::texts, List.<String>of()));
        var scopes = Set.copyOf(fields.get("scopes", YamlValue::texts, List.<String>of()));
        var session = fields.<SessionRule>get("session", given -> given.oneOf(SessionRule.class), null);
        return identity == null ? null : fields.part(() -> new Access(identity, roles, scopes, session));
    }

    private Route checked(Route route) {
        var delivery = route.delivery();
        if (route.destination().isGateway() && (delivery.rewrite() != null || delivery.mirror() != null)) {
            throw new IllegalArgumentException("the gateway's own pages are neither rewritten nor mirrored");
        }
        if (route.destination().isGateway() && route.responses().cache() != null) {
            throw new IllegalArgumentException("the gateway's own pages need no cache");
        }
        IdempotencyParser.check(route);
        var session = route.access().session();
        if (session != null) {
            checkSession(route, session);
        }
        StreamParser.check(route, upstreams);
        return route;
    }

    // What a session does must be nothing that a link or an image can do.
    private static void checkSession(Route route, SessionRule session) {
        if (!route.match().methods().equals(Set.of("POST"))) {
            throw new IllegalArgumentException("'session' needs 'methods: [POST]'");
        }
        if ((session == SessionRule.REFRESH) != route.destination().isGateway()) {
            throw new IllegalArgumentException(
                    "'session: refresh' needs 'upstream: gateway', and is the only one that may have it");
        }
    }
}

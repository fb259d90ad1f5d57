package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.RetryPolicy;
import java.time.Duration;
import java.util.Set;

/** Reads how a route's requests are handed on. */
final class DeliveryParser {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final long DEFAULT_BODY_LIMIT = 64 << 10;

    private final DestinationParser destinations;

    DeliveryParser(DestinationParser destinations) {
        this.destinations = destinations;
    }

    Delivery parse(YamlFields route, Match match) {
        return new Delivery(
                route.get("rewrite", given -> rewrite(given, match), null),
                route.get("mirror", destinations::mirror, null),
                route.get("timeout", DeliveryParser::timeout, DEFAULT_TIMEOUT),
                route.get("body_limit", YamlValue::bytes, DEFAULT_BODY_LIMIT),
                route.get("retries", RetryParser::parse, RetryPolicy.DEFAULT),
                route.get("streams", StreamParser::parse, Set.of()));
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
}

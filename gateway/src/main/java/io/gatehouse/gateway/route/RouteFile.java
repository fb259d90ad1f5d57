package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The routes file, read and checked as a whole.
 *
 * @param refused the limits of requests that are refused before those of their route are looked at
 * @param preflights the limits of those that the gateway answers itself, whatever their route
 */
public record RouteFile(
        Map<String, UpstreamTarget> upstreams,
        Map<String, Policy> policies,
        List<Limit> refused,
        List<Limit> preflights,
        List<Route> routes,
        RouteTable table) {

    /**
     * Reads a file's text; fails with a {@link RouteFileException} that tells all that is wrong with it.
     *
     * @param name how messages call the file
     * @param variables the value of a {@code ${NAME:default}}, or null
     * @param multiplier what every quota is multiplied by
     */
    public static RouteFile parse(String name, String text, Function<String, String> variables, long multiplier) {
        return new RouteFileParser(name, multiplier).parse(text, variables);
    }
}

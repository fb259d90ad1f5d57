package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** The routes file, read and checked as a whole. */
public record RouteFile(Map<String, UpstreamTarget> upstreams, Map<String, Policy> policies, List<Route> routes) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern PATH =
            Pattern.compile("/|(/([A-Za-z0-9._~-]+|\\{[A-Za-z0-9_-]+}))+/?(\\*\\*)?|/\\*\\*");

    private static final int DEFAULT_CONNECTIONS = 128;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final long DEFAULT_BODY_LIMIT = 64 << 10;

    /**
     * Reads a file's text.
     *
     * @param name how messages call the file
     * @param variables the value of a {@code ${NAME:default}}, or null
     * @param multiplier what every quota is multiplied by
     */
    public static RouteFile parse(String name, String text, Function<String, String> variables, long multiplier) {
        return new Parser(name, variables, multiplier).parse(text);
    }

    private static final class Parser {
        private final String file;
        private final Function<String, String> variables;
        private final long multiplier;
        private final Map<String, UpstreamTarget> upstreams = new LinkedHashMap<>();
        private final Map<String, Policy> policies = new LinkedHashMap<>();
        private final Map<String, Route> routes = new LinkedHashMap<>();

        Parser(String file, Function<String, String> variables, long multiplier) {
            this.file = file;
            this.variables = variables;
            this.multiplier = multiplier;
        }

        RouteFile parse(String text) {
            var top = root(text).fields("the file", "upstreams", "policies", "routes");
            top.get("upstreams").mapping().forEach(this::upstream);
            top.get("policies", YamlValue::mapping, Map.<String, YamlValue>of()).forEach(this::policy);
            top.get("routes").list().forEach(this::route);
            var all = List.copyOf(routes.values());
            checkTable(top.get("routes"), all);
            return new RouteFile(Map.copyOf(upstreams), Map.copyOf(policies), all);
        }

        private YamlValue root(String text) {
            try {
                var node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
                if (node == null) {
                    throw new RouteFileException(file, 1, "the file is empty");
                }
                return new YamlValue(file, node, variables);
            } catch (MarkedYAMLException unreadable) {
                var mark = unreadable.getProblemMark();
                throw new RouteFileException(
                        file, mark == null ? 1 : mark.getLine() + 1, "is no YAML: " + unreadable.getProblem());
            }
        }

        private void upstream(String name, YamlValue value) {
            checkName(name, value);
            if (name.equals(Route.GATEWAY)) {
                throw value.refused("the upstream name '" + name + "' is kept for the gateway's own pages");
            }
            var fields = value.fields("an upstream", "url", "connections");
            int connections = fields.get("connections", given -> Math.toIntExact(given.number()), DEFAULT_CONNECTIONS);
            upstreams.put(name, fields.get("url").as(url -> new UpstreamTarget(name, URI.create(url), connections)));
        }

        private void policy(String name, YamlValue value) {
            checkName(name, value);
            var fields = value.fields("a policy", "quota", "window", "key", "redis_failure");
            long quota = Math.multiplyExact(fields.get("quota").number(), multiplier);
            var window = fields.get("window").duration();
            var key = fields.get("key").oneOf(Policy.Key.class);
            var failure = fields.get(
                    "redis_failure", given -> given.oneOf(Policy.WithoutRedis.class), Policy.WithoutRedis.LOCAL);
            policies.put(name, checked(value, () -> new Policy(name, quota, window, key, failure)));
        }

        private void route(YamlValue value) {
            var fields = value.fields(
                    "a route",
                    "id",
                    "match",
                    "upstream",
                    "identity",
                    "roles",
                    "scopes",
                    "limits",
                    "timeout",
                    "body_limit");
            var id = fields.get("id").text();
            checkName(id, fields.get("id"));
            var match = fields.get("match").fields("a route's match", "paths", "methods", "host");
            var route = new Route(
                    id,
                    match.get("paths").list().stream().map(Parser::path).toList(),
                    match.get("methods", Parser::methods, Set.copyOf(Route.METHODS)),
                    match.get("host", YamlValue::text, null),
                    known(fields.get("upstream")),
                    fields.get("identity").oneOf(IdentityRule.class),
                    Set.copyOf(fields.get("roles", YamlValue::texts, List.<String>of())),
                    Set.copyOf(fields.get("scopes", YamlValue::texts, List.<String>of())),
                    fields.get("limits", this::limits, List.of()),
                    fields.get("timeout", Parser::timeout, DEFAULT_TIMEOUT),
                    fields.get("body_limit", YamlValue::bytes, DEFAULT_BODY_LIMIT));
            checkIdentity(route, value);
            if (routes.put(id, route) != null) {
                throw value.refused("there are two routes with the id '" + id + "'");
            }
        }

        private static String path(YamlValue value) {
            var path = value.text();
            if (!PATH.matcher(path).matches() || path.contains("/./") || path.contains("/../")) {
                throw value.refused("'" + path + "' is no path, such as /v1/things, /v1/things/{id}, /v1/things/**");
            }
            return path;
        }

        private static Set<String> methods(YamlValue value) {
            var methods = Set.copyOf(value.texts());
            if (!Route.METHODS.containsAll(methods)) {
                throw value.refused("methods are some of " + Route.METHODS);
            }
            return methods;
        }

        private static Duration timeout(YamlValue value) {
            var timeout = value.duration();
            if (timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
                throw value.refused("a timeout is above zero and at most 1h");
            }
            return timeout;
        }

        private String known(YamlValue value) {
            var name = value.text();
            if (!name.equals(Route.GATEWAY) && !upstreams.containsKey(name)) {
                throw value.refused("there is no upstream '" + name + "'");
            }
            return name;
        }

        private List<Policy> limits(YamlValue value) {
            var limits = new ArrayList<Policy>();
            for (var item : value.list()) {
                var policy = policies.get(item.text());
                if (policy == null) {
                    throw item.refused("there is no policy '" + item.text() + "'");
                }
                if (limits.contains(policy)) {
                    throw item.refused("the policy '" + item.text() + "' stands here twice");
                }
                limits.add(policy);
            }
            return List.copyOf(limits);
        }

        private static void checkIdentity(Route route, YamlValue value) {
            boolean asksMore = !route.roles().isEmpty() || !route.scopes().isEmpty();
            if (asksMore && route.identity() != IdentityRule.REQUIRED) {
                throw value.refused("roles and scopes need 'identity: required'");
            }
        }

        private static void checkName(String name, YamlValue value) {
            if (!NAME.matcher(name).matches()) {
                throw value.refused("'" + name + "' is no name: small letters, digits and hyphens");
            }
        }

        private static void checkTable(YamlValue value, List<Route> routes) {
            checked(value, () -> new RouteTable(routes));
        }

        private static <T> T checked(YamlValue value, java.util.function.Supplier<T> make) {
            try {
                return make.get();
            } catch (IllegalArgumentException | ArithmeticException wrong) {
                throw value.refused(wrong.getMessage());
            }
        }
    }
}

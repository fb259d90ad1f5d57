package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ApiException;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against the documented order of precedence, applied to all routes one after the other. */
class RouteTableModelTest {

    private static final List<String> SEGMENTS = List.of("a", "b", "c", "{x}", "{y}");
    private static final List<String> HOSTS = List.of("", "", "a.b.c", "*.b.c", "*.c");
    private static final List<String> ASKED_HOSTS = List.of("a.b.c", "x.b.c", "x.c", "c", "other");
    private static final List<String> METHODS = List.of("GET", "PUT", "DELETE");

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void tableAgreesWithTheModel(long seed) {
        var random = new Random(seed);
        var table = new RouteTable();
        var routes = new ArrayList<Route>();
        for (int i = 0; i < 100; i++) {
            var route = Tables.route(new Tables.Named("r" + i, randomMatch(random)));
            if (routes.stream().noneMatch(other -> equal(other.match(), route.match()))) {
                table.add(route);
                routes.add(route);
            }
        }

        for (int i = 0; i < 2_000; i++) {
            var path = RequestPath.parse(randomPath(random));
            var host = pick(random, ASKED_HOSTS);
            var method = pick(random, METHODS);
            headers.clear();
            for (var name : List.of("x-a", "x-b")) {
                if (random.nextBoolean()) {
                    headers.add(name, Integer.toString(random.nextInt(3)));
                }
            }

            assertThat(found(table, method, host, path))
                    .as("%s %s%s %s", method, host, path.path(), headers.entries())
                    .isEqualTo(expected(routes, method, host, path.path()));
        }
    }

    @Test
    void thousandRoutesAreAllFound() {
        var table = Tables.of(IntStream.range(0, 1_000)
                .mapToObj(i -> "r%d | | /v1/service-%d/things/{id}/**".formatted(i, i))
                .collect(Collectors.joining("\n")));

        for (int i = 0; i < 1_000; i++) {
            assertThat(Tables.find(table, "GET", "any", "/v1/service-" + i + "/things/7/x"))
                    .isEqualTo("r" + i);
        }
    }

    private String found(RouteTable table, String method, String host, RequestPath path) {
        try {
            return table.find(method, host, path, headers).route().id();
        } catch (ApiException refused) {
            return refused.code.wire;
        }
    }

    // Host, then path from left to right, then header conditions; the method last.
    private String expected(List<Route> routes, String method, String host, String path) {
        var candidates = routes.stream()
                .filter(route -> isFor(hostOf(route.match()), host))
                .filter(route -> regex(pathOf(route.match())).matcher(path).matches())
                .filter(route -> route.match().holds(headers))
                .toList();
        if (candidates.isEmpty()) {
            return "not_found";
        }
        var byPlace = Comparator.<Route, Integer>comparing(route -> rank(hostOf(route.match())))
                .thenComparing(route -> pathOf(route.match()), RouteTableModelTest::comparePaths);
        var best = candidates.stream().min(byPlace).orElseThrow();
        return candidates.stream()
                .filter(route -> byPlace.compare(route, best) == 0)
                .filter(route -> route.match().methods().contains(method))
                .max(Comparator.<Route>comparingInt(
                                route -> route.match().headers().size())
                        .thenComparing(route -> route.match().exactHeaders()))
                .map(Route::id)
                .orElse("method_not_allowed");
    }

    private static boolean isFor(String pattern, String host) {
        return pattern.isEmpty()
                || pattern.equals(host)
                || (pattern.startsWith("*")
                        && host.endsWith(pattern.substring(1))
                        && host.length() > pattern.length() - 1);
    }

    // An exact name, then the longest one behind a star, then any.
    private static int rank(String host) {
        return host.isEmpty() ? 2_000 : host.startsWith("*") ? 1_000 - host.length() : 0;
    }

    private static int comparePaths(String one, String other) {
        var left = one.split("/", -1);
        var right = other.split("/", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int difference = kind(left[i]) - kind(right[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int kind(String segment) {
        return segment.equals("**") ? 2 : segment.startsWith("{") ? 1 : 0;
    }

    private static Pattern regex(String path) {
        return Pattern.compile(Stream.of(path.substring(1).split("/", -1))
                .map(segment -> switch (kind(segment)) {
                    case 2 -> "/.*";
                    case 1 -> "/[^/]+";
                    default -> "/" + Pattern.quote(segment);
                })
                .collect(Collectors.joining()));
    }

    private static boolean equal(Match one, Match other) {
        return hostOf(one).equals(hostOf(other))
                && shape(pathOf(one)).equals(shape(pathOf(other)))
                && one.claimsSameAs(other);
    }

    private static String shape(String path) {
        return path.replaceAll("\\{.}", "{}");
    }

    private static Match randomMatch(Random random) {
        var path = Stream.generate(() -> "/" + pick(random, SEGMENTS))
                .limit(1 + random.nextInt(4))
                .collect(Collectors.joining());
        var end = random.nextInt(4);
        var methods = Set.copyOf(random.nextBoolean() ? METHODS : List.of(pick(random, METHODS)));
        var host = pick(random, HOSTS);
        return new Match(
                List.of(path + (end == 0 ? "/**" : end == 1 ? "/" : "")),
                methods,
                host.isEmpty() ? List.of() : List.of(host),
                randomConditions(random));
    }

    private static List<HeaderCondition> randomConditions(Random random) {
        var conditions = new ArrayList<HeaderCondition>();
        for (var name : List.of("x-a", "x-b")) {
            if (random.nextInt(3) == 0) {
                conditions.add(new HeaderCondition(name, random.nextBoolean() ? null : "" + random.nextInt(2)));
            }
        }
        return List.copyOf(conditions);
    }

    private static String randomPath(Random random) {
        var path = Stream.generate(() -> "/" + pick(random, List.of("a", "b", "c", "d")))
                .limit(1 + random.nextInt(5))
                .collect(Collectors.joining());
        return random.nextInt(4) == 0 ? path + "/" : path;
    }

    private static String hostOf(Match match) {
        return match.hosts().isEmpty() ? "" : match.hosts().getFirst();
    }

    private static String pathOf(Match match) {
        return match.paths().getFirst();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}

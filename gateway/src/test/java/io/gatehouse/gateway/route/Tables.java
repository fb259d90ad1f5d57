package io.gatehouse.gateway.route;

import io.gatehouse.gateway.overload.Priority;
import io.gatehouse.gateway.upstream.RetryPolicy;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Routes of which only the match is of interest, a line each: {@code id | methods | path | host | headers}. */
final class Tables {

    private Tables() {}

    static RouteTable of(String lines) {
        return new RouteTable(
                lines.strip().lines().map(Tables::parse).map(Tables::route).toList());
    }

    static String find(RouteTable table, String method, String host, String path, String... headers) {
        return table.find(method, host, RequestPath.parse(path), headers(headers))
                .route()
                .id();
    }

    static MultiMap headers(String... namesAndValues) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    static Route route(Named named) {
        return new Route(
                named.id,
                named.match,
                Destination.only("upstream"),
                new Access(IdentityRule.NONE, Set.of(), Set.of()),
                List.of(),
                Priority.NORMAL,
                null,
                null,
                new Delivery(null, null, Duration.ofSeconds(1), 1, RetryPolicy.DEFAULT, Set.of()),
                Responses.PLAIN);
    }

    record Named(String id, Match match) {}

    private static Named parse(String line) {
        var cells = new ArrayList<>(List.of(line.split("\\|", -1)));
        while (cells.size() < 5) {
            cells.add("");
        }
        cells.replaceAll(String::strip);
        var methods = new TreeSet<>(
                cells.get(1).isEmpty() ? Match.METHODS : List.of(cells.get(1).split(", ", -1)));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        var hosts = cells.get(3).isEmpty() ? List.<String>of() : List.of(cells.get(3));
        return new Named(
                cells.get(0), new Match(List.of(cells.get(2)), Set.copyOf(methods), hosts, conditions(cells.get(4))));
    }

    private static List<HeaderCondition> conditions(String text) {
        var conditions = new ArrayList<HeaderCondition>();
        if (!text.isEmpty()) {
            for (var condition : text.split(", ", -1)) {
                var parts = condition.split(": ", -1);
                conditions.add(
                        new HeaderCondition(parts[0].toLowerCase(Locale.ROOT), parts[1].equals("*") ? null : parts[1]));
            }
        }
        return List.copyOf(conditions);
    }
}

package io.gatehouse.bench.parts;

import io.gatehouse.gateway.route.RequestPath;
import io.gatehouse.gateway.route.RouteFile;
import io.gatehouse.gateway.route.RouteTable;
import io.vertx.core.MultiMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What finding the route of a request costs, with its path already read, among few routes and among many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteTableBenchmark {

    private static final String HEAD = """
            upstreams: {things: {url: "http://localhost:9"}}
            routes:
            """;

    @Param({"10", "1000"})
    public int routes;

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private RouteTable table;
    private RequestPath literal;
    private RequestPath template;

    @Setup
    public void read() {
        var text = new StringBuilder(HEAD);
        for (int i = 0; i < routes / 2; i++) {
            text.append("""
                      - {id: list-%1$d, match: {paths: [/v1/service-%1$d/things], methods: [GET]}, upstream: things, identity: none}
                      - {id: one-%1$d, match: {paths: ["/v1/service-%1$d/things/{id}"]}, upstream: things, identity: none}
                    """.formatted(i));
        }
        table = RouteFile.parse("routes.yaml", text.toString(), name -> null, 1).table();
        literal = RequestPath.parse("/v1/service-3/things");
        template = RequestPath.parse("/v1/service-3/things/0199a1b2-0000-7000-8000-000000000000");
    }

    @Benchmark
    public Object literal() {
        return table.find("GET", "api.example.com", literal, headers);
    }

    @Benchmark
    public Object template() {
        return table.find("GET", "api.example.com", template, headers);
    }

    @Benchmark
    public Object parse() {
        return RequestPath.parse("/v1/service-3/things/0199a1b2-0000-7000-8000-000000000000");
    }
}

package io.gatehouse.bench.parts;

import io.gatehouse.gateway.route.RequestPath;
import io.gatehouse.gateway.route.RouteFile;
import io.gatehouse.gateway.route.RouteTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What finding the route of a request costs, among those that are packaged. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteTableBenchmark {

    private RouteTable table;

    @Setup
    public void read() throws IOException {
        try (var file = RouteTable.class.getResourceAsStream("/routes.yaml")) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            table = new RouteTable(
                    RouteFile.parse("routes.yaml", text, name -> null, 1).routes());
        }
    }

    @Benchmark
    public Object literal() {
        return table.find("GET", "api.example.com", RequestPath.parse("/v1/users/me"));
    }

    @Benchmark
    public Object template() {
        return table.find(
                "GET", "api.example.com", RequestPath.parse("/v1/users/0199a1b2-0000-7000-8000-000000000000"));
    }
}

package io.gatehouse.bench.gateway;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.local.ServiceJvm;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The gateway as the launcher starts it, with routes of its own and the log that production writes. */
final class PackagedGateway {

    static final String NAME = "gateway";

    static final int MANAGEMENT_PORT = 9080;

    private static final String ONE_INSTANCE = "url: ${GATEHOUSE_USER_URL}";

    private static final String MORE_ROUTES = IntStream.range(0, 1_000)
            .mapToObj(number ->
                    "  - {id: more-%1$d, match: {paths: [/v1/more-%1$d, /v1/more-%1$d/**]}, upstream: upstream, identity: required}"
                            .formatted(number))
            .collect(Collectors.joining("\n"));

    private PackagedGateway() {}

    static Contestant on(Testbed testbed) {
        return on(testbed, Map.of());
    }

    /** With settings that are not the usual ones here. */
    static Contestant on(Testbed testbed, Map<String, String> settings) {
        return on(testbed, NAME, 0, GatewayCase.inClearText(), settings);
    }

    /** One that speaks nothing but TLS. */
    static Contestant overTls(Testbed testbed) {
        return on(
                testbed,
                NAME + "-tls",
                5,
                EnumSet.of(GatewayCase.TLS, GatewayCase.HTTP2),
                testbed.keys().settings());
    }

    /** One with a thousand routes more. */
    static Contestant withManyRoutes(Testbed testbed) {
        return withRoutes(testbed, NAME + "-1000-routes", 6, MORE_ROUTES, ONE_INSTANCE);
    }

    /** One in front of four instances, among which it chooses for each request. */
    static Contestant ofManyInstances(Testbed testbed) {
        var instances = testbed.upstreamPorts().stream().map(Testbed::url).collect(Collectors.joining(", "));
        return withRoutes(testbed, NAME + "-4-instances", 7, "", "urls: [" + instances + "]");
    }

    private static Contestant withRoutes(Testbed testbed, String name, int number, String more, String upstream) {
        return on(
                testbed,
                name,
                number,
                EnumSet.of(GatewayCase.PLAIN, GatewayCase.JWT_LIMIT),
                Map.of("GATEHOUSE_ROUTES_FILE", routes(testbed, name, more, upstream)));
    }

    private static String routes(Testbed testbed, String name, String more, String upstream) {
        return testbed.filled("routes.yaml", testbed.folder(name), Map.of("more", more, "upstream", upstream))
                .toString();
    }

    private static Contestant on(
            Testbed testbed, String name, int number, Set<GatewayCase> cases, Map<String, String> settings) {
        var port = testbed.port(number);
        var application = testbed.checkout().resolve("gateway/target/quarkus-app/quarkus-run.jar");
        var environment = environment(testbed, settings);
        environment.put("GATEHOUSE_PORT", Integer.toString(port));
        environment.put("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(MANAGEMENT_PORT + number + testbed.portOffset()));
        var program = new Program(
                name,
                ServiceJvm.commandForLoad("-jar", application.toAbsolutePath().toString()),
                environment,
                testbed.folder(name),
                testbed.folders().log(name),
                StopSignal.TERM);
        return new Contestant(program, port, port, cases, "as packaged");
    }

    private static Map<String, String> environment(Testbed testbed, Map<String, String> settings) {
        var environment = new HashMap<>(Map.ofEntries(
                Map.entry("GATEHOUSE_EDGE_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("GATEHOUSE_ISSUER", Issuer.NAME),
                Map.entry("GATEHOUSE_AUTH_URL", Testbed.url(testbed.issuerPort())),
                Map.entry("GATEHOUSE_USER_URL", Testbed.url(testbed.upstreamPort())),
                Map.entry("GATEHOUSE_REDIS_URL", "redis://127.0.0.1:" + testbed.redisPort()),
                Map.entry("GATEHOUSE_CLIENT_SECRET", "bench"),
                Map.entry("GATEHOUSE_ROUTES_FILE", routes(testbed, NAME, "", ONE_INSTANCE)),
                // Addresses are what a proxy in front says: from one machine they would all be the same.
                Map.entry("GATEHOUSE_TRUSTED_PROXIES", "127.0.0.1/32")));
        environment.putAll(settings);
        return environment;
    }
}

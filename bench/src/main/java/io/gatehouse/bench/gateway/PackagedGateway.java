package io.gatehouse.bench.gateway;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.local.ServiceJvm;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** The gateway as the launcher starts it, with routes of its own and the log that production writes. */
final class PackagedGateway {

    static final String NAME = "gateway";

    static final int MANAGEMENT_PORT = 9080;

    private PackagedGateway() {}

    static Contestant on(Testbed testbed) {
        return on(testbed, Map.of());
    }

    /** With settings that are not the usual ones here. */
    static Contestant on(Testbed testbed, Map<String, String> settings) {
        var port = testbed.port(0);
        var application = testbed.checkout().resolve("gateway/target/quarkus-app/quarkus-run.jar");
        var program = new Program(
                NAME,
                ServiceJvm.commandForLoad("-jar", application.toAbsolutePath().toString()),
                environment(testbed, port, settings),
                testbed.folder(NAME),
                testbed.folders().log(NAME),
                StopSignal.TERM);
        return new Contestant(program, port, EnumSet.allOf(GatewayCase.class), "as packaged");
    }

    /** Its log, a line for each request. */
    static Path log(Testbed testbed) {
        return testbed.folders().log(NAME);
    }

    private static Map<String, String> environment(Testbed testbed, int port, Map<String, String> settings) {
        var environment = new HashMap<>(Map.ofEntries(
                Map.entry("GATEHOUSE_EDGE_HOST", "127.0.0.1"),
                Map.entry("GATEHOUSE_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(MANAGEMENT_PORT + testbed.portOffset())),
                Map.entry("GATEHOUSE_ISSUER", Issuer.NAME),
                Map.entry("GATEHOUSE_AUTH_URL", Testbed.url(testbed.issuerPort())),
                Map.entry("GATEHOUSE_USER_URL", Testbed.url(testbed.upstreamPort())),
                Map.entry("GATEHOUSE_REDIS_URL", "redis://127.0.0.1:" + testbed.redisPort()),
                Map.entry("GATEHOUSE_CLIENT_SECRET", "bench"),
                Map.entry("GATEHOUSE_ROUTES_FILE", testbed.source("routes.yaml").toString()),
                // Addresses are what a proxy in front says: from one machine they would all be the same.
                Map.entry("GATEHOUSE_TRUSTED_PROXIES", "127.0.0.1/32")));
        environment.putAll(settings);
        return environment;
    }
}

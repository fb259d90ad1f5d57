package io.gatehouse.bench.gateway;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.bench.measure.BuiltPeer;
import io.gatehouse.local.ServiceJvm;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.io.IOException;
import java.util.Map;

/** Spring Cloud Gateway with the same duties, built from {@code bench/peers/spring-cloud-gateway}. */
final class SpringCloudGateway {

    private static final String NAME = "spring";
    private static final String LIBRARY = "spring-cloud-gateway-server-webflux";

    private SpringCloudGateway() {}

    static Contestant on(Testbed testbed) throws IOException, InterruptedException {
        var built = BuiltPeer.of(
                testbed.checkout(), "spring-cloud-gateway", testbed.folders().log("spring-build"));
        var port = testbed.port(4);
        var program = new Program(
                NAME,
                ServiceJvm.commandForLoad("-jar", built.jar().toAbsolutePath().toString()),
                Map.of(
                        "SERVER_ADDRESS", "127.0.0.1",
                        "SERVER_PORT", Integer.toString(port),
                        "SPRING_DATA_REDIS_PORT", Integer.toString(testbed.redisPort()),
                        "BENCH_UPSTREAM", Testbed.url(testbed.upstreamPort()),
                        "BENCH_JWKS", testbed.jwksUrl(),
                        "BENCH_ISSUER", Issuer.NAME,
                        "BENCH_AUDIENCE", Issuer.AUDIENCE),
                testbed.folder(NAME),
                testbed.folders().log(NAME),
                StopSignal.TERM);
        return new Contestant(program, port, port, GatewayCase.inClearText(), built.version(LIBRARY));
    }
}

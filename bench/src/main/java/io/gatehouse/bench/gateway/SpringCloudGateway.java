package io.gatehouse.bench.gateway;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.local.ServiceJvm;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.jar.JarFile;

/** Spring Cloud Gateway with the same duties, built from {@code bench/peers/spring-cloud-gateway}. */
final class SpringCloudGateway {

    private static final String NAME = "spring";
    private static final String LIBRARY = "BOOT-INF/lib/spring-cloud-gateway-server-webflux-";

    // Four times the gateway's, so that the heap is no excuse.
    private static final int HEAP = 256;

    private SpringCloudGateway() {}

    static Contestant on(Testbed testbed) throws IOException, InterruptedException {
        var jar = built(testbed);
        var port = testbed.port(4);
        var program = new Program(
                NAME,
                ServiceJvm.commandForLoad(HEAP, "-jar", jar.toAbsolutePath().toString()),
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
        return new Contestant(program, port, EnumSet.allOf(GatewayCase.class), version(jar));
    }

    private static Path built(Testbed testbed) throws IOException, InterruptedException {
        var jar = testbed.checkout().resolve("bench/target/peers/spring-cloud-gateway/spring-cloud-gateway-peer.jar");
        var log =
                Files.createDirectories(testbed.folders().log(NAME).getParent()).resolve("spring-build.log");
        System.out.println("Building Spring Cloud Gateway");
        var maven = new ProcessBuilder(
                        testbed.checkout().resolve("mvnw").toAbsolutePath().toString(),
                        "-B",
                        "-f",
                        testbed.checkout()
                                .resolve("bench/peers/spring-cloud-gateway")
                                .toAbsolutePath()
                                .toString(),
                        "package")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (maven.start().waitFor() != 0) {
            throw new IllegalArgumentException("Spring Cloud Gateway could not be built; the whole log: " + log);
        }
        return jar;
    }

    private static String version(Path jar) throws IOException {
        try (var contents = new JarFile(new File(jar.toString()))) {
            return contents.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LIBRARY))
                    .map(name -> name.substring(LIBRARY.length(), name.length() - ".jar".length()))
                    .findFirst()
                    .orElse("unknown");
        }
    }
}

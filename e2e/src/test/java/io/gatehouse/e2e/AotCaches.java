package io.gatehouse.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * AOT caches of the packaged services (JEP 514), for starts in half the processor time. Those that there are are used, such as those of
 * {@code ./gatehouse train}; others are made before the first start.
 */
final class AotCaches {

    private static boolean made;

    private AotCaches() {}

    static synchronized void make() {
        if (!made && !Script.NATIVE) {
            Script.SERVICES.parallelStream().forEach(service -> train(service.folder()));
        }
        made = true;
    }

    /** What tells a JVM to start a service from its cache; nothing where there is none. */
    static List<String> options(Path checkout, String service) {
        var cache = cache(checkout, service);
        // It fits none but the options that it was made with, and a JVM that it does not fit goes without it.
        return Files.exists(cache)
                ? List.of("-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED", "-XX:AOTCache=" + cache)
                : List.of();
    }

    private static Path cache(Path checkout, String service) {
        return checkout.resolve(service).resolve("target/quarkus-app/app.aot");
    }

    // Without one a start takes longer, and that is all.
    private static void train(String service) {
        var cache = cache(Script.CHECKOUT, service);
        if (Files.exists(cache)) {
            return;
        }
        var training = Script.bash(List.of(
                "cd '" + cache.getParent() + "'",
                "env -i PATH='%s:%s' JAVA_OPTIONS='%s' GATEHOUSE_PORT=%d GATEHOUSE_MANAGEMENT_PORT=%d '%s'"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin"),
                                System.getenv("PATH"),
                                Script.CHECKOUT.resolve("deploy/images/java-options"),
                                Ports.free(),
                                Ports.free(),
                                Script.CHECKOUT.resolve("deploy/images/train"))));
        if (training.exitCode() != 0) {
            System.out.println("There is no AOT cache of " + service + ": " + training.output());
        }
    }
}

package io.gatehouse.local;

import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a packaged service is started: the JDK of the launcher, and a heap for one developer, not for a crowd. */
final class ServiceJvm {

    private static final List<String> FLAGS = List.of(
            // Without it the heap starts at its full size on a large machine.
            "-Xms24m",
            "-XX:+UseSerialGC",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            // The C library keeps what the start needed; every five seconds it gives back what is free.
            "-XX:TrimNativeHeapInterval=5000",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Home home;

    ServiceJvm(Home home) {
        this.home = home;
    }

    Program program(Service service, Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(heap(service));
        command.addAll(FLAGS);
        command.add("-jar");
        command.add(home.application(service).resolve("quarkus-run.jar").toString());
        return new Program(
                service.folder(), command, environment, home.state().root(), home.log(service), StopSignal.TERM);
    }

    // Two hashes of 19 MiB at a time are what auth-service needs more than the others.
    private static String heap(Service service) {
        return service == Service.AUTH ? "-Xmx96m" : "-Xmx64m";
    }
}

package io.gatehouse.bench.start;

import io.gatehouse.bench.measure.Request;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import io.gatehouse.local.server.ServerFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A packaged service, started from its jar with the options of the images and a heap of 128 MB. */
public final class ServiceStart {

    private static final int PORT = 8130;
    private static final int MANAGEMENT_PORT = 9130;

    private final Path checkout;
    private final ServerFolders folders;
    private final int portOffset;

    public ServiceStart(Path checkout, ServerFolders folders, int portOffset) {
        this.checkout = checkout;
        this.folders = folders;
        this.portOffset = portOffset;
    }

    public boolean hasCache(String service) {
        return Files.exists(cache(service));
    }

    public Startable withCache(String service, Map<String, String> settings, Request first) throws IOException {
        // It ends at once where the cache does not fit.
        return of(service, "AOT cache", List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache(service)), settings, first);
    }

    public Startable withoutCache(String service, Map<String, String> settings, Request first) throws IOException {
        return of(service, "no cache", List.of("-XX:AOTMode=off"), settings, first);
    }

    private Startable of(
            String service, String variant, List<String> options, Map<String, String> settings, Request first)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + checkout.resolve("deploy/images/java-options").toAbsolutePath());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(
                List.of("-jar", application(service).resolve("quarkus-run.jar").toString()));
        var environment = new HashMap<>(settings);
        environment.put("GATEHOUSE_PORT", Integer.toString(PORT + portOffset));
        environment.put("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(MANAGEMENT_PORT + portOffset));
        var program = new Program(
                service,
                command,
                environment,
                Files.createDirectories(folders.data(service)),
                folders.log(service),
                StopSignal.TERM);
        return new Startable(
                service,
                variant,
                program,
                "http://127.0.0.1:" + (MANAGEMENT_PORT + portOffset) + "/q/health/ready",
                "http://127.0.0.1:" + (PORT + portOffset),
                first);
    }

    private Path application(String service) {
        return checkout.resolve(service).resolve("target/quarkus-app").toAbsolutePath();
    }

    private Path cache(String service) {
        return application(service).resolve("app.aot");
    }
}

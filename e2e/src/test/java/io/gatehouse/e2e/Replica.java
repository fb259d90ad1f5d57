package io.gatehouse.e2e;

import io.gatehouse.local.NativeBinaries;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One process of a service, started, ended and killed as a cluster would do it. */
public final class Replica implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int END_SECONDS = 30;

    private final String name;
    private final String service;
    private final ProcessBuilder program;
    private final int port;
    private final int managementPort;
    private volatile Process process;

    private Replica(String name, String service, ProcessBuilder program, int port, int managementPort)
            throws IOException {
        this.name = name;
        this.service = service;
        this.program = program;
        this.port = port;
        this.managementPort = managementPort;
        this.process = program.start();
    }

    /** Starts one more auth-service, on the database and the Redis of the set's own. */
    public static Replica startAuthService(Gatehouse set, Map<String, String> settings) throws IOException {
        return start("auth-service", set, of("auth-service", set, settings));
    }

    /** Starts one more gateway, before the services and on the Redis of the set's own unless the settings name others. */
    public static Replica startGateway(Gatehouse set, Map<String, String> settings) throws IOException {
        return start("gateway", set, of("gateway", set, settings));
    }

    /** How a gateway ends that is to listen on a port which is taken, and what it says. */
    public static Script.Result startGatewayAt(int port, Gatehouse set) throws IOException {
        return end(builder("gateway", of("gateway", set, Map.of()), port, Ports.free()));
    }

    /** How a service ends that cannot start with these settings, and what it says. */
    public static Script.Result startInVain(String service, Gatehouse set, Map<String, String> settings)
            throws IOException {
        return end(builder(service, of(service, set, settings), Ports.free(), Ports.free()));
    }

    private static Script.Result end(ProcessBuilder program) throws IOException {
        var process = program.redirectErrorStream(true).start();
        // One that starts after all would never end.
        CompletableFuture.delayedExecutor(START.toSeconds(), TimeUnit.SECONDS).execute(process::destroyForcibly);
        return Script.result(process);
    }

    /** Starts it, with what every service is told and these settings, and waits until it is ready. */
    public static Replica start(String service, Gatehouse set, Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("GATEHOUSE_ISSUER", set.gateway("").toString());
        var replica = launch(service, service + "-replica", all);
        replica.awaitReady();
        return replica;
    }

    /** Starts it with these settings and returns at once; its log has the name. */
    public static Replica launch(String service, String name, Map<String, String> settings) throws IOException {
        var port = Ports.free();
        var managementPort = Ports.free();
        var program = builder(service, settings, port, managementPort)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        return new Replica(name, service, program, port, managementPort);
    }

    /** Waits until it is ready, and ends it if that takes too long. */
    public void awaitReady() throws IOException {
        if (!Eventually.ask(START, this::ready, ready -> ready)) {
            close();
            throw new IllegalStateException("the replica did not get ready; its log: " + log(name));
        }
    }

    private static Map<String, String> of(String service, Gatehouse set, Map<String, String> settings) {
        var all = ReplicaSettings.of(set).of(service);
        all.putAll(settings);
        return all;
    }

    private static ProcessBuilder builder(String service, Map<String, String> settings, int port, int managementPort) {
        var environment = new HashMap<>(settings);
        environment.put("GATEHOUSE_PORT", Integer.toString(port));
        environment.put("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.putIfAbsent("GATEHOUSE_SHUTDOWN_DELAY", "2S");
        AotCaches.make();
        // Whoever has options of their own may train or want no cache.
        var options = settings.containsKey("JAVA_TOOL_OPTIONS")
                ? List.<String>of()
                : AotCaches.options(Script.CHECKOUT, service);
        var builder = new ProcessBuilder(command(Script.CHECKOUT, service, options));
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static Path log(String name) throws IOException {
        return SharedGatehouse.home(name + ".log");
    }

    private static List<String> command(Path checkout, String service, List<String> options) {
        if (Script.NATIVE) {
            return List.of(NativeBinaries.of(checkout, service).toString(), "-Xmx128m");
        }
        var jar = checkout.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        // It does not live long enough for the second compiler to pay.
        return Stream.of(
                        List.of(java(), "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        options,
                        List.of("-jar", jar.toString()))
                .flatMap(List::stream)
                .toList();
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    public boolean ready() {
        return Management.ready(managementPort);
    }

    public double metric(String begin) {
        return Management.metric(managementPort, begin);
    }

    /** What it holds of the machine's memory. */
    public long residentMegabytes() {
        return Long.parseLong(Script.bash(List.of("ps -o rss= -p " + process.pid()))
                        .output()
                        .strip())
                >> 10;
    }

    /** The processor's time that it has used. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Sends HUP. */
    public void hangUp() {
        Script.bash(List.of("kill -HUP " + process.pid()));
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    /** All its metrics. */
    public String metrics() {
        return Management.read(managementPort, "metrics").body();
    }

    /** What its readiness says, in JSON. */
    public String readiness() {
        return Management.read(managementPort, "health/ready").body();
    }

    /** Whether it has logged this. */
    public boolean hasSaid(String sentence) throws IOException {
        return Files.readString(log(name)).contains(sentence);
    }

    /** What it has logged as errors, since the first time it was started. */
    public List<String> errors() throws IOException {
        try (var lines = Files.lines(log(name))) {
            return lines.filter(line -> line.contains("\"level\":\"ERROR\"")).toList();
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Sends TERM and returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it without warning (KILL), as the loss of its machine would. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Starts what has ended once more, on the same ports and with the same settings, and returns at once. */
    public void launchAgain() throws IOException {
        process = program.start();
    }

    /** The same as another checkout has packaged it. */
    public void launchAgainFrom(Path checkout) throws IOException {
        program.command(command(checkout, service, AotCaches.options(checkout, service)));
        launchAgain();
    }

    /** How it ended. */
    public int exitCode() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the replica did not end");
            }
            return process.exitValue();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}

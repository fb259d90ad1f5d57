package io.gatehouse.e2e;

import io.gatehouse.local.NativeBinaries;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One more process of a service beside the set, started and ended as a cluster would do it. */
final class Replica implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int END_SECONDS = 30;

    private final Process process;
    private final int port;
    private final int managementPort;

    private Replica(Process process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts one more auth-service, on the database and the Redis of the set's own. */
    static Replica startAuthService(Gatehouse set, Map<String, String> settings) throws IOException {
        var offset = set.script().portOffset();
        var all = new HashMap<String, String>();
        all.put("GATEHOUSE_DB_URL", "postgresql://127.0.0.1:" + (15432 + offset) + "/gatehouse");
        all.put("GATEHOUSE_DB_USERNAME", "gatehouse_auth");
        all.put("GATEHOUSE_DB_PASSWORD", set.secret("database_password.auth-service"));
        all.put("GATEHOUSE_REDIS_URL", "redis://127.0.0.1:" + (16379 + offset));
        all.put("GATEHOUSE_MASTER_KEY", set.secret("master_key"));
        all.put("GATEHOUSE_CLIENTS_USER_SERVICE_SECRET", set.secret("user_service_client_secret"));
        all.put("GATEHOUSE_CLIENTS_GATEWAY_SECRET", set.secret("gateway_client_secret"));
        all.put("GATEHOUSE_MAIL_FROM", "gatehouse@localhost.localdomain");
        all.put("GATEHOUSE_SMTP_PORT", Integer.toString(13025 + offset));
        all.putAll(settings);
        return start("auth-service", set, all);
    }

    /** Starts one more gateway, before the services and on the Redis of the set's own unless the settings name others. */
    static Replica startGateway(Gatehouse set, Map<String, String> settings) throws IOException {
        return start("gateway", set, ofGateway(set, settings));
    }

    /** How a gateway ends that is to listen on a port which is taken, and what it says. */
    static Script.Result startGatewayAt(int port, Gatehouse set) throws IOException {
        return Script.result(builder("gateway", set, ofGateway(set, Map.of()), port, Ports.free())
                .redirectErrorStream(true)
                .start());
    }

    private static Map<String, String> ofGateway(Gatehouse set, Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put("GATEHOUSE_AUTH_URL", set.authService("").toString());
        all.put("GATEHOUSE_USER_URL", set.userService("").toString());
        all.put(
                "GATEHOUSE_REDIS_URL",
                "redis://127.0.0.1:" + (16379 + set.script().portOffset()));
        all.put("GATEHOUSE_CLIENT_SECRET", set.secret("gateway_client_secret"));
        // Waiting for a processor of a busy build machine is no overload.
        all.put("GATEHOUSE_OVERLOAD_ENABLED", "false");
        all.putAll(settings);
        return all;
    }

    /** Starts it, with what every service is told and these settings, and waits until it is ready. */
    static Replica start(String service, Gatehouse set, Map<String, String> settings) throws IOException {
        var port = Ports.free();
        var managementPort = Ports.free();
        var log = SharedGatehouse.home(service + "-replica.log");
        var process = builder(service, set, settings, port, managementPort)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        var replica = new Replica(process, port, managementPort);
        if (!Eventually.ask(START, replica::ready, ready -> ready)) {
            replica.close();
            throw new IllegalStateException("the replica did not get ready; its log: " + log);
        }
        return replica;
    }

    private static ProcessBuilder builder(
            String service, Gatehouse set, Map<String, String> settings, int port, int managementPort) {
        var environment = new HashMap<>(settings);
        environment.put("GATEHOUSE_PORT", Integer.toString(port));
        environment.put("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put("GATEHOUSE_ISSUER", set.gateway("").toString());
        environment.put("GATEHOUSE_SHUTDOWN_DELAY", "2S");
        var builder = new ProcessBuilder(command(service));
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static List<String> command(String service) {
        if (Script.NATIVE) {
            return List.of(NativeBinaries.of(Script.CHECKOUT, service).toString(), "-Xmx128m");
        }
        var jar = Script.CHECKOUT.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        // It does not live long enough for the second compiler to pay.
        return List.of(java(), "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI management(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    boolean ready() {
        return Management.ready(managementPort);
    }

    double metric(String begin) {
        return Management.metric(managementPort, begin);
    }

    /** What it holds of the machine's memory. */
    long residentMegabytes() {
        return Long.parseLong(Script.bash(List.of("ps -o rss= -p " + process.pid()))
                        .output()
                        .strip())
                >> 10;
    }

    /** The processor's time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Sends HUP. */
    void hangUp() {
        Script.bash(List.of("kill -HUP " + process.pid()));
    }

    /** Sends TERM and returns at once. */
    void terminate() {
        process.destroy();
    }

    /** How it ended. */
    int exitCode() {
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
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}

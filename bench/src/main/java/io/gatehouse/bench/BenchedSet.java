package io.gatehouse.bench;

import io.gatehouse.bench.measure.Equipment;
import io.gatehouse.bench.measure.ProcessorTime;
import io.gatehouse.bench.measure.Session;
import io.gatehouse.bench.measure.StatementCount;
import io.gatehouse.bench.measure.SteadySender;
import io.gatehouse.bench.measure.Subject;
import io.gatehouse.local.ResidentMemory;
import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.ServerFolders;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The set that is measured: packaged, started by {@code ./gatehouse up} with limits that nobody reaches. */
final class BenchedSet implements AutoCloseable {

    static final List<String> PROCESSES = List.of("gateway", "auth-service", "user-service", "postgres", "redis");

    static final List<String> SERVICES = List.of("gateway", "auth-service", "user-service");
    private static final int GATEWAY_PORT = 8080;
    private static final int AUTH_SERVICE_PORT = 8081;
    private static final int USER_SERVICE_PORT = 8082;
    private static final int MANAGEMENT_PORT = 9080;
    private static final int POSTGRES_PORT = 15_432;
    private static final int REDIS_PORT = 16_379;

    private final Path checkout;
    private final int portOffset;
    private final Map<String, String> settings;
    private final Thread emergency = new Thread(this::end);

    private BenchedSet(Path checkout, int portOffset, Map<String, String> settings) {
        this.checkout = checkout;
        this.portOffset = portOffset;
        this.settings = settings;
        // A Ctrl-C must not leave five processes behind.
        Runtime.getRuntime().addShutdownHook(emergency);
    }

    static BenchedSet start(Path checkout, int portOffset) {
        return start(checkout, portOffset, Map.of());
    }

    /** With settings that are not the packaged ones. */
    static BenchedSet start(Path checkout, int portOffset, Map<String, String> settings) {
        return new BenchedSet(checkout, portOffset, settings).started("--relaxed-limits");
    }

    private BenchedSet started(String purpose) {
        if (script("up", "--detach", "--fresh", purpose, "--port-offset", Integer.toString(portOffset)) != 0) {
            throw new IllegalArgumentException("the set did not start");
        }
        return this;
    }

    URI gateway() {
        return URI.create("http://127.0.0.1:" + (GATEWAY_PORT + portOffset));
    }

    /** What its tokens name as their issuer. */
    String issuer() {
        return "http://localhost:" + (GATEWAY_PORT + portOffset);
    }

    /** Where auth-service itself listens. */
    String authService() {
        return "http://127.0.0.1:" + (AUTH_SERVICE_PORT + portOffset);
    }

    /** Where user-service itself listens. */
    String userService() {
        return "http://127.0.0.1:" + (USER_SERVICE_PORT + portOffset);
    }

    String redis() {
        return "redis://127.0.0.1:" + (REDIS_PORT + portOffset);
    }

    /** The gateway's probes. */
    URI management() {
        return URI.create("http://127.0.0.1:" + (MANAGEMENT_PORT + portOffset));
    }

    /** The database, as its owner sees it. */
    PostgresUrl database() throws IOException {
        return EmbeddedPostgres.url(POSTGRES_PORT + portOffset, secret("database_owner_password"));
    }

    String administratorPassword() throws IOException {
        return secret("admin_password");
    }

    /** One of those that the launcher has made for it. */
    String secret(String name) throws IOException {
        var secrets = new Properties();
        try (var file = Files.newBufferedReader(state().resolve("secrets.properties"))) {
            secrets.load(file);
        }
        return secrets.getProperty(name);
    }

    /** The processor time, user and system, that each process and its children have used so far. */
    Map<String, Duration> processorTime() {
        var times = new LinkedHashMap<String, Duration>();
        PROCESSES.forEach(name -> times.put(name, ProcessorTime.of(process(name))));
        return times;
    }

    /** The resident memory of each service in megabytes. PostgreSQL's processes share theirs, so a sum would mislead. */
    Map<String, Long> megabytes() {
        var megabytes = new LinkedHashMap<String, Long>();
        SERVICES.forEach(name ->
                megabytes.put(name, ResidentMemory.megabytes(process(name).pid())));
        return megabytes;
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(emergency);
    }

    private void end() {
        script("down");
    }

    /** What requests to one of its services are looked at with, beside its servers and their statements. */
    Equipment equipment(Session session, SteadySender steady) throws IOException {
        return new Equipment(
                session.fastSender(),
                steady,
                Map.of("postgres", process("postgres"), "redis", process("redis")),
                Optional.of(new StatementCount(database(), log("postgres"))));
    }

    /** One of its processes as what is measured. */
    Subject subject(String name, String url) {
        return new Subject(name, url, process(name), log(name));
    }

    Path log(String name) {
        return ServerFolders.below(state()).log(name);
    }

    ProcessHandle process(String name) {
        return ManagedProcess.find(state().resolve("run"), name)
                .flatMap(process -> ProcessHandle.of(process.pid()))
                .orElseThrow(() -> new IllegalStateException(name + " does not run"));
    }

    private Path state() {
        return checkout.resolve("bench/target/set");
    }

    private int script(String... arguments) {
        var command = Stream.concat(Stream.of(checkout.resolve("gatehouse").toString()), Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // The same set everywhere, whatever is set on this machine.
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        builder.environment().putAll(settings);
        builder.environment().put("GATEHOUSE_HOME", state().toString());
        builder.environment().put("GATEHOUSE_BUILD", "never");
        // Longer than any run: tokens are sent again and again.
        builder.environment().put("GATEHOUSE_TOKEN_LIFETIME", "PT4H");
        // As in the images.
        builder.environment().put("GATEHOUSE_PASSWORD_SCHED_IDLE", "true");
        try {
            return builder.start().waitFor();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }
}

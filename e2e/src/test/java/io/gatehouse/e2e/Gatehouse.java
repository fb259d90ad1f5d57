package io.gatehouse.e2e;

import io.gatehouse.local.server.Inbox;
import io.gatehouse.local.test.Eventually;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A running set: where it answers, what it printed, and its tables. */
public final class Gatehouse implements AutoCloseable {

    /** The launcher gives up a process that dies three times within a minute. */
    private static final Duration WINDOW = Duration.ofSeconds(61);

    private static final int KILLS_IN_WINDOW = 2;

    private final Script script;
    private final String welcome;
    private final Map<String, List<Instant>> kills = new ConcurrentHashMap<>();

    private Gatehouse(Script script, String welcome) {
        this.script = script;
        this.welcome = welcome;
    }

    public static Gatehouse start(Path home, Map<String, String> settings) {
        return start(new Script(home, Ports.freeOffset(), settings));
    }

    public static Gatehouse start(Script script) {
        var result = script.up("--fresh");
        if (result.exitCode() != 0) {
            throw new IllegalStateException("./gatehouse up failed:\n" + result.output());
        }
        return new Gatehouse(script, result.output());
    }

    public Script script() {
        return script;
    }

    /** What {@code up} printed. */
    public String welcome() {
        return welcome;
    }

    /** The lines that {@code up} offers for pasting. */
    public List<String> tour() {
        return welcome.lines()
                .dropWhile(line -> !line.startsWith("GATEHOUSE="))
                .takeWhile(line -> !line.startsWith("./gatehouse down"))
                .toList();
    }

    public int gatewayPort() {
        return 8080 + script.portOffset();
    }

    public URI gateway(String path) {
        return URI.create("http://localhost:" + gatewayPort() + path);
    }

    /** A service's own port, which only the gateway is meant to reach. */
    public URI authService(String path) {
        return URI.create("http://localhost:" + (8081 + script.portOffset()) + path);
    }

    public URI userService(String path) {
        return URI.create("http://localhost:" + (8082 + script.portOffset()) + path);
    }

    /** The port of a service that serves probes and metrics. */
    public URI management(String service, String path) {
        var port = Script.SERVICES.stream()
                .filter(known -> known.folder().equals(service))
                .findFirst()
                .orElseThrow()
                .managementPort();
        return URI.create("http://localhost:" + (port + script.portOffset()) + path);
    }

    /** The sum of a metric of the gateway. */
    public double metric(String name) {
        return Management.metric(9080 + script.portOffset(), name);
    }

    public Connection database() throws SQLException {
        return databaseUrl("gatehouse").dataSource().getConnection();
    }

    /** How many refresh tokens the sessions of an account have had. */
    public int refreshTokens(String account) throws SQLException {
        try (var connection = database();
                var query = connection.prepareStatement("""
                        SELECT count(*) FROM auth.refresh_token t JOIN auth.session s ON s.id = t.session_id
                        WHERE s.account_id = ?::uuid
                        """)) {
            query.setString(1, account);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** A database on the set's server, as its owner reaches it. */
    public PostgresUrl databaseUrl(String database) {
        return new PostgresUrl(
                "127.0.0.1",
                15432 + script.portOffset(),
                database,
                "gatehouse_owner",
                secret("database_owner_password"),
                "");
    }

    /** The mails that the set has sent. */
    public Inbox inbox() {
        return new Inbox(script.home().resolve("mail"));
    }

    /** The access token of the administrator whom the launcher has made. */
    public String administratorToken() {
        return new Api(this)
                .signIn("admin@gatehouse.localdomain", secret("admin_password"))
                .text("access_token");
    }

    public String secret(String name) {
        return entry(script.home().resolve("secrets.properties"), name);
    }

    /** The process of a service or of the launcher. */
    public ProcessHandle process(String name) {
        var pid = Long.parseLong(entry(script.home().resolve("run").resolve(name + ".pid"), "pid"));
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Waits until the launcher will start a process once more that is killed now. */
    public void awaitTurnToKill(String name) {
        Eventually.ask(WINDOW, () -> killsLately(name), lately -> lately < KILLS_IN_WINDOW);
    }

    private long killsLately(String name) {
        var begin = Instant.now().minus(WINDOW);
        return kills.getOrDefault(name, List.of()).stream()
                .filter(kill -> kill.isAfter(begin))
                .count();
    }

    /** Ends a process as a crash would, without a chance to clean up. */
    public void kill(String name) {
        kills.computeIfAbsent(name, first -> new CopyOnWriteArrayList<>()).add(Instant.now());
        var process = process(name);
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        script.run("down");
    }

    private static String entry(Path file, String name) {
        var entries = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            entries.load(reader);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return entries.getProperty(name);
    }
}

package io.gatehouse.bench.auth;

import io.gatehouse.bench.measure.Exchange;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Processes;
import io.gatehouse.bench.measure.Requests;
import io.gatehouse.bench.measure.Session;
import io.gatehouse.bench.measure.SteadySender;
import io.gatehouse.bench.measure.Subject;
import io.gatehouse.bench.start.Startable;
import io.gatehouse.local.server.ServerFolders;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Keycloak, running. */
public final class KeycloakServer implements AutoCloseable {

    public static final String NAME = Keycloak.NAME;

    private static final int PORT = 8120;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Processes processes;
    private final Keycloak keycloak;
    private TokenServer server;

    private KeycloakServer(Keycloak keycloak, Processes processes) {
        this.keycloak = keycloak;
        this.processes = processes;
    }

    /** Begins with an empty database of its own at that server, and waits until its realm is there. */
    public static KeycloakServer start(Session session, int portOffset, PostgresUrl database)
            throws IOException, InterruptedException {
        var folders = folders(session.checkout());
        var keycloak = Keycloak.install(session.checkout(), folders);
        session.version(NAME, keycloak.version());
        createDatabase(database);
        var running = new KeycloakServer(keycloak, new Processes(folders.run()));
        try {
            running.start(folders, database, PORT + portOffset, session.mode());
            return running;
        } catch (IOException | RuntimeException failure) {
            running.close();
            throw failure;
        }
    }

    /** How it starts once its database is there: the first start, which makes that, is over. */
    public static Startable startable(Session session, int portOffset, PostgresUrl database)
            throws IOException, InterruptedException {
        var folders = folders(session.checkout());
        var port = PORT + portOffset;
        try (var first = start(session, portOffset, database)) {
            var program = first.keycloak.program(folders, database, port, 1);
            return new Startable(
                    NAME,
                    "as distributed",
                    program,
                    url(port + 1) + "/health/ready",
                    url(port),
                    KeycloakRequests.keySet());
        }
    }

    public TokenServer server() {
        return server;
    }

    @Override
    public void close() {
        http.shutdownNow();
        processes.close();
    }

    private void start(ServerFolders folders, PostgresUrl database, int port, Mode mode) throws IOException {
        var program = keycloak.program(folders, database, port, Crowd.of(mode).people());
        var subject = new Subject(NAME, url(port), processes.start(program), program.log());
        try (var sender = new SteadySender()) {
            var keySet = Requests.of(List.of(KeycloakRequests.keySet()));
            sender.await(new Exchange("its key set", 1, keySet, "\"keys\""), subject);
        }
        server = KeycloakRequests.of(subject, http, mode);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static ServerFolders folders(Path checkout) {
        return ServerFolders.below(checkout.resolve("bench/target/keycloak"));
    }

    private static void createDatabase(PostgresUrl database) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + Keycloak.DATABASE);
        } catch (SQLException failure) {
            throw new IllegalStateException("Keycloak's database could not be created", failure);
        }
    }
}

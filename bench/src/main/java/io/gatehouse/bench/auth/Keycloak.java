package io.gatehouse.bench.auth;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.bench.measure.BuiltPeer;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import io.gatehouse.local.server.ServerFolders;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Keycloak as its makers distribute it, for production, with its own options of the JVM, on a database of its own. Its own default
 * for passwords is Argon2id with 7 MiB, 5 passes and one lane.
 */
public final class Keycloak {

    static final String NAME = "keycloak";
    static final String DATABASE = "keycloak";
    static final String PASSWORD = "seven green bicycles sing";
    static final String SECRET = UUID.randomUUID().toString();

    private static final String REALM = "realm.json";

    private final Path checkout;
    private final Path home;
    private final String version;

    private Keycloak(Path checkout, Path home) throws IOException {
        this.checkout = checkout;
        this.home = home;
        this.version = home.getFileName().toString().substring((NAME + "-").length());
    }

    /** Fetches it, and builds it for PostgreSQL. */
    public static Keycloak install(Path checkout, ServerFolders folders) throws IOException, InterruptedException {
        var log = folders.log(NAME + "-build");
        var folder = BuiltPeer.of(checkout, NAME, log).folder();
        try (var found = Files.newDirectoryStream(folder, NAME + "-*")) {
            var keycloak = new Keycloak(checkout, found.iterator().next());
            keycloak.build(log);
            return keycloak;
        }
    }

    public String version() {
        return version;
    }

    /** How it is started, with a realm of so many people. */
    public Program program(ServerFolders folders, PostgresUrl database, int port, int people) throws IOException {
        var realms = Files.createDirectories(home.resolve("data/import"));
        var template = Files.readString(checkout.resolve("bench/peers/keycloak").resolve(REALM));
        Files.writeString(
                realms.resolve(REALM), template.replace("@secret@", SECRET).replace("@users@", people(people)));
        var environment = new HashMap<>(environment());
        environment.put("KC_DB_URL", "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + DATABASE);
        environment.put("KC_DB_USERNAME", database.user());
        environment.put("KC_DB_PASSWORD", database.password());
        environment.put("KC_HTTP_PORT", Integer.toString(port));
        environment.put("KC_HTTP_MANAGEMENT_PORT", Integer.toString(port + 1));
        return new Program(
                NAME,
                List.of(script(), "start", "--optimized", "--import-realm"),
                environment,
                home,
                folders.log(NAME),
                StopSignal.TERM);
    }

    static String person(int number) {
        return "person" + number;
    }

    private static String people(int count) throws IOException {
        var people = IntStream.range(0, count)
                .mapToObj(number -> Map.of(
                        "username",
                        person(number),
                        "email",
                        person(number) + "@example.com",
                        "emailVerified",
                        true,
                        "firstName",
                        "Ada",
                        "lastName",
                        "Lovelace",
                        "enabled",
                        true,
                        "credentials",
                        List.of(Map.of("type", "password", "value", PASSWORD))))
                .toList();
        return new ObjectMapper().writeValueAsString(people);
    }

    private static Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "KC_HTTP_ENABLED",
                "true",
                "KC_HTTP_HOST",
                "127.0.0.1",
                "KC_HTTP_MANAGEMENT_HOST",
                "127.0.0.1",
                "KC_HOSTNAME_STRICT",
                "false",
                "KC_CACHE",
                "local");
    }

    private String script() {
        return home.resolve("bin/kc.sh").toString();
    }

    private void build(Path log) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(script(), "build", "--db=postgres", "--health-enabled=true", "--cache=local")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (builder.start().waitFor() != 0) {
            throw new IllegalArgumentException("Keycloak could not be built; the whole log: " + log);
        }
    }
}

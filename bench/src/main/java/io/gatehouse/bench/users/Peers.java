package io.gatehouse.bench.users;

import io.gatehouse.bench.measure.BuiltPeer;
import io.gatehouse.bench.measure.Processes;
import io.gatehouse.bench.measure.Subject;
import io.gatehouse.local.ServiceJvm;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import io.gatehouse.local.server.ServerFolders;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What user-service is measured beside. They read as the schema's owner, whom no policy stops. */
public final class Peers implements AutoCloseable {

    private static final String VERTX = "vertx";
    private static final String SPRING = "spring";
    private static final int FIRST_PORT = 8110;

    /** As many as user-service has. */
    static final int CONNECTIONS = 20;

    private final Path checkout;
    private final int portOffset;
    private final PostgresUrl database;
    private final ServerFolders folders;
    private final Processes processes;
    private final List<Subject> subjects = new ArrayList<>();

    public Peers(Path checkout, int portOffset, PostgresUrl database) {
        this.checkout = checkout;
        this.portOffset = portOffset;
        this.database = database;
        this.folders = ServerFolders.below(checkout.resolve("bench/target/users"));
        this.processes = new Processes(folders.run());
    }

    /** Those that run. */
    public List<Subject> subjects() {
        return subjects;
    }

    /** A folder for one program alone. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folders.data(name));
    }

    /** Vert.x and its client of PostgreSQL, and nothing else. */
    public void startVertx() throws IOException {
        var port = FIRST_PORT + portOffset;
        var url = "postgresql://%s:%s@%s:%d/%s"
                .formatted(
                        database.user(),
                        URLEncoder.encode(database.password(), StandardCharsets.UTF_8),
                        database.host(),
                        database.port(),
                        database.database());
        var command = ServiceJvm.commandForLoad(
                "-cp",
                System.getProperty("java.class.path"),
                BarePgClient.class.getName(),
                Integer.toString(port),
                url);
        start(VERTX, port, command, Map.of());
    }

    /** Spring WebFlux with R2DBC, built from {@code bench/peers/spring-webflux}. */
    public void startSpring() throws IOException, InterruptedException {
        var port = FIRST_PORT + 1 + portOffset;
        var jar = BuiltPeer.of(checkout, "spring-webflux", folders.log("spring-build"))
                .jar();
        var command = ServiceJvm.commandForLoad("-jar", jar.toAbsolutePath().toString());
        var environment = Map.of(
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                Integer.toString(port),
                "SPRING_JACKSON_PROPERTY_NAMING_STRATEGY",
                "SNAKE_CASE",
                "SPRING_R2DBC_URL",
                "r2dbc:" + database.reactive(),
                "SPRING_R2DBC_USERNAME",
                database.user(),
                "SPRING_R2DBC_PASSWORD",
                database.password(),
                "SPRING_R2DBC_POOL_MAX_SIZE",
                Integer.toString(CONNECTIONS));
        start(SPRING, port, command, environment);
    }

    @Override
    public void close() {
        processes.close();
    }

    private void start(String name, int port, List<String> command, Map<String, String> environment)
            throws IOException {
        var program =
                new Program(name, List.copyOf(command), environment, folder(name), folders.log(name), StopSignal.TERM);
        subjects.add(new Subject(name, "http://127.0.0.1:" + port, processes.start(program), program.log()));
    }
}

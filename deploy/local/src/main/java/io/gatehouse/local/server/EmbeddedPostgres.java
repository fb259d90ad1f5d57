package io.gatehouse.local.server;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server of our own, with one database and an owner who signs in with a password. */
public final class EmbeddedPostgres {

    /** Its name in run files and logs. */
    public static final String NAME = "postgres";

    private static final String DATABASE = "gatehouse";
    private static final String OWNER = "gatehouse_owner";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    /** Whether a commit survives the loss of power. Tests give that up and become faster. */
    public enum Durability {
        FULL,
        NONE
    }

    private final PostgresUrl url;
    private final ManagedProcess process;

    private EmbeddedPostgres(PostgresUrl url, ManagedProcess process) {
        this.url = url;
        this.process = process;
    }

    /** Starts the server on data that lives on, or on new data where there is none, and waits until it answers. */
    public static EmbeddedPostgres start(ServerFolders folders, int port, String ownerPassword, Durability durability) {
        var log = folders.log(NAME);
        try {
            var program = PostgresProgram.unpacked(folders.programs());
            var data = folders.data(NAME);
            if (!Files.exists(data)) {
                new PostgresData(program, data, log).create(OWNER, ownerPassword);
            }
            var command = command(program, data, port, durability);
            var process = ManagedProcess.start(
                    new Program(NAME, command, Map.of("LC_ALL", "C"), data, log, StopSignal.INT), folders.run());
            var server = new EmbeddedPostgres(url(port, ownerPassword), process);
            server.awaitDatabase(log);
            return server;
        } catch (IOException failure) {
            throw new ServerFailedException("PostgreSQL could not be prepared: " + failure.getMessage(), failure);
        }
    }

    /** The database of the server on this port, as its owner sees it. */
    public static PostgresUrl url(int port, String ownerPassword) {
        return new PostgresUrl("127.0.0.1", port, DATABASE, OWNER, ownerPassword, "");
    }

    /** The database, as its owner sees it. */
    public PostgresUrl url() {
        return url;
    }

    public ManagedProcess process() {
        return process;
    }

    public void stop() {
        process.stop(STOP);
    }

    private static List<String> command(PostgresProgram program, Path data, int port, Durability durability) {
        var command = new ArrayList<>(Unprivileged.command(List.of(
                program.bin("postgres"), "-D", data.toString(), "-p", Integer.toString(port), "-h", "127.0.0.1")));
        // No socket file: its path would have to be short, and two checkouts would share a folder for it.
        command.addAll(List.of("-c", "unix_socket_directories="));
        command.addAll(List.of("-c", "max_connections=200"));
        // A violated constraint is told to the service, which tells
        // it on; its values, such as addresses, stay out of the log.
        command.addAll(List.of("-c", "log_error_verbosity=terse", "-c", "log_min_error_statement=panic"));
        if (durability == Durability.NONE) {
            command.addAll(List.of("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"));
        }
        return command;
    }

    private void awaitDatabase(Path log) {
        var patience = Patience.of(START);
        while (true) {
            try {
                createDatabase();
                return;
            } catch (SQLException notYet) {
                if (!process.alive() || patience.isOver()) {
                    process.kill();
                    throw new ServerFailedException("PostgreSQL did not start on port " + url.port(), log, notYet);
                }
                patience.pause();
            }
        }
    }

    private void createDatabase() throws SQLException {
        var maintenance = new PostgresUrl(url.host(), url.port(), "postgres", OWNER, url.password(), "");
        try (var connection = maintenance.dataSource().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }
}

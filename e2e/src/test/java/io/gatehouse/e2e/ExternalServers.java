package io.gatehouse.e2e;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedPostgres.Durability;
import io.gatehouse.local.server.EmbeddedRedis;
import io.gatehouse.local.server.EmbeddedSmtp;
import io.gatehouse.local.server.Inbox;
import io.gatehouse.local.server.ServerFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Servers that are none of the set's own: it is told where they are, and a test may take them away. */
final class ExternalServers implements AutoCloseable {

    private static final String PASSWORD = "for-tests-only";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerFolders folders;
    private final int postgresPort = Ports.free();
    private final int redisPort = Ports.free();
    private final EmbeddedSmtp smtp;

    private ExternalServers(ServerFolders folders) {
        this.folders = folders;
        this.smtp = EmbeddedSmtp.start(0, inbox());
    }

    static ExternalServers start(Path home) {
        var servers = new ExternalServers(ServerFolders.below(home));
        // What a test run left behind that was killed.
        Stream.of(EmbeddedPostgres.NAME, EmbeddedRedis.NAME).forEach(servers::stop);
        servers.folders.deleteData();
        servers.startPostgres();
        servers.startRedis();
        return servers;
    }

    Map<String, String> settings() {
        return Map.of(
                "GATEHOUSE_POSTGRES_URL",
                "postgresql://gatehouse_owner:" + PASSWORD + "@127.0.0.1:" + postgresPort + "/gatehouse",
                "GATEHOUSE_REDIS_URL",
                "redis://127.0.0.1:" + redisPort,
                "GATEHOUSE_SMTP_URL",
                "smtp://127.0.0.1:" + smtp.port());
    }

    Inbox inbox() {
        return new Inbox(folders.mail());
    }

    void startPostgres() {
        EmbeddedPostgres.start(folders, postgresPort, PASSWORD, Durability.NONE);
    }

    void stopPostgres() {
        stop(EmbeddedPostgres.NAME);
    }

    void startRedis() {
        EmbeddedRedis.start(folders, redisPort);
    }

    void stopRedis() {
        stop(EmbeddedRedis.NAME);
    }

    boolean allRun() {
        return Stream.of(EmbeddedPostgres.NAME, EmbeddedRedis.NAME)
                .allMatch(name -> ManagedProcess.find(folders.run(), name).isPresent());
    }

    @Override
    public void close() {
        stopPostgres();
        stopRedis();
        smtp.stop();
    }

    private void stop(String name) {
        ManagedProcess.find(folders.run(), name).ifPresent(process -> process.stop(PATIENCE));
    }
}

package io.gatehouse.e2e;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedPostgres.Durability;
import io.gatehouse.local.server.EmbeddedRedis;
import io.gatehouse.local.server.EmbeddedSmtp;
import io.gatehouse.local.server.Inbox;
import io.gatehouse.local.server.ServerFolders;
import io.gatehouse.migrator.PostgresUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Servers that are none of the set's own: it is told where they are, and a test may take them away. */
public final class ExternalServers implements AutoCloseable {

    private static final String PASSWORD = "for-tests-only";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerFolders folders;
    private final Durability durability;
    private final int postgresPort = Ports.free();
    private final int redisPort = Ports.free();
    private final EmbeddedSmtp smtp;

    private ExternalServers(ServerFolders folders, Durability durability) {
        this.folders = folders;
        this.durability = durability;
        this.smtp = EmbeddedSmtp.start(0, inbox());
    }

    public static ExternalServers start(Path home) {
        return start(home, Durability.NONE);
    }

    /** Those whose database keeps, or may lose, what it has acknowledged when it is killed. */
    public static ExternalServers start(Path home, Durability durability) {
        var servers = new ExternalServers(ServerFolders.below(home), durability);
        // What a test run left behind that was killed.
        Stream.of(EmbeddedPostgres.NAME, EmbeddedRedis.NAME).forEach(servers::stop);
        servers.folders.deleteData();
        servers.startPostgres();
        servers.startRedis();
        return servers;
    }

    /** The database, as its owner sees it. */
    public PostgresUrl database() {
        return EmbeddedPostgres.url(postgresPort, PASSWORD);
    }

    public int redisPort() {
        return redisPort;
    }

    public int smtpPort() {
        return smtp.port();
    }

    public Map<String, String> settings() {
        return Map.of(
                "GATEHOUSE_POSTGRES_URL",
                "postgresql://gatehouse_owner:" + PASSWORD + "@127.0.0.1:" + postgresPort + "/gatehouse",
                "GATEHOUSE_REDIS_URL",
                "redis://127.0.0.1:" + redisPort,
                "GATEHOUSE_SMTP_URL",
                "smtp://127.0.0.1:" + smtp.port());
    }

    public Inbox inbox() {
        return new Inbox(folders.mail());
    }

    public void startPostgres() {
        EmbeddedPostgres.start(folders, postgresPort, PASSWORD, durability);
    }

    public void stopPostgres() {
        stop(EmbeddedPostgres.NAME);
    }

    public void startRedis() {
        EmbeddedRedis.start(folders, redisPort);
    }

    public void stopRedis() {
        stop(EmbeddedRedis.NAME);
    }

    /** The server's process, of which a test may do without for a while, or have it killed. */
    public Optional<ManagedProcess> postgres() {
        return find(EmbeddedPostgres.NAME);
    }

    public Optional<ManagedProcess> redis() {
        return find(EmbeddedRedis.NAME);
    }

    public boolean allRun() {
        return postgres().isPresent() && redis().isPresent();
    }

    /** Starts what does not run. */
    public void startMissing() {
        if (postgres().isEmpty()) {
            startPostgres();
        }
        if (redis().isEmpty()) {
            startRedis();
        }
    }

    @Override
    public void close() {
        stopPostgres();
        stopRedis();
        smtp.stop();
    }

    private void stop(String name) {
        find(name).ifPresent(process -> process.stop(PATIENCE));
    }

    private Optional<ManagedProcess> find(String name) {
        return ManagedProcess.find(folders.run(), name);
    }
}

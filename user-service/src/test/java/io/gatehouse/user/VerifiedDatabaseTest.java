package io.gatehouse.user;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.local.test.ServerKeys;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody on the way to the database, or in its place, with {@code GATEHOUSE_DATABASE_CA}. */
@UserServiceTest
@TestProfile(VerifiedDatabaseTest.Verified.class)
class VerifiedDatabaseTest {

    /** Trusts two certificates: that of the server's address, and one of another address. */
    public static final class Verified implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var trusted = Files.readString(keys("own", "ip:127.0.0.1").certificateFile())
                        + Files.readString(
                                keys("elsewhere", "dns:elsewhere.example").certificateFile());
                var file = Files.writeString(FOLDER.resolve("ca.pem"), trusted);
                return Map.of("gatehouse.database.ca", file.toString());
            } catch (IOException | GeneralSecurityException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static final int PATIENCE = 30;
    private static final Path FOLDER = Path.of("target", "database-keys").toAbsolutePath();

    @Inject
    PgPoolCreator pools;

    @ConfigProperty(name = "GATEHOUSE_DB_URL")
    String url;

    @ConfigProperty(name = "GATEHOUSE_DB_USERNAME")
    String user;

    @ConfigProperty(name = "GATEHOUSE_DB_PASSWORD")
    String password;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        vertx.close();
    }

    @AfterAll
    static void withoutTls() throws SQLException {
        execute("ALTER SYSTEM RESET ssl", "SELECT pg_reload_conf()");
    }

    @BeforeEach
    void serveAsItShould() throws Exception {
        serve(ServerKeys.of(FOLDER.resolve("own")));
        soon(() -> assertThat(isEncrypted()).isTrue());
    }

    @Test
    void serverOfThatNameIsSpokenToInTls() throws Exception {
        assertThat(isEncrypted()).isTrue();
    }

    /** It is vouched for, but as somebody else. */
    @Test
    void serverOfAnotherNameIsNot() throws Exception {
        serve(ServerKeys.of(FOLDER.resolve("elsewhere")));

        soon(() -> assertThatThrownBy(this::isEncrypted).hasMessageContaining("SSL handshake failed"));
    }

    @Test
    void serverThatNobodyVouchesForIsNot() throws Exception {
        serve(keys("stranger", "ip:127.0.0.1"));

        soon(() -> assertThatThrownBy(this::isEncrypted).hasMessageContaining("SSL handshake failed"));
    }

    @Test
    void serverWithoutTlsIsNot() throws Exception {
        withoutTls();

        soon(() -> assertThatThrownBy(this::isEncrypted).hasMessageContaining("does not handle SSL"));
    }

    /** Before it says whether it speaks TLS, or after it has agreed to. */
    @ParameterizedTest
    @ValueSource(strings = {"", "S"})
    void serverThatLetsNobodyInKeepsNoPlace(String last) throws Exception {
        try (var silent = new SilentServer(last)) {
            var pool = poolOfOne(silent.address());

            await().atMost(Duration.ofSeconds(PATIENCE)).until(() -> {
                assertThatThrownBy(() -> isEncrypted(pool)).isInstanceOf(ExecutionException.class);
                return silent.taken() > 1;
            });
        }
    }

    /** It reads its settings again when it comes to it. */
    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(PATIENCE)).untilAsserted(assertion);
    }

    /** What the server says of a new connection. */
    private boolean isEncrypted() throws Exception {
        return isEncrypted(poolOfOne(PgConnectOptions.fromUri(url).setUser(user).setPassword(password)));
    }

    private Pool poolOfOne(PgConnectOptions address) {
        return pools.create(new PoolInput(vertx, new PoolOptions().setMaxSize(1), List.of(address)));
    }

    private static boolean isEncrypted(Pool pool) throws Exception {
        return pool.withConnection(connection -> connection
                        .query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                        .execute())
                .map(rows -> rows.iterator().next().getBoolean(0))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE, SECONDS);
    }

    /** The server shows this certificate from now on. It writes the files itself, since they must be its own. */
    private static void serve(ServerKeys keys) throws IOException, SQLException {
        execute(
                copy(keys.certificateFile(), "server.crt"),
                copy(keys.keyFile(), "server.key"),
                "ALTER SYSTEM SET ssl = on",
                "SELECT pg_reload_conf()");
    }

    private static String copy(Path file, String name) throws IOException {
        return "COPY (SELECT regexp_split_to_table('%s', '\\n')) TO PROGRAM 'umask 077; cat >%s'"
                .formatted(Files.readString(file).replace("\r", "").strip(), name);
    }

    private static void execute(String... statements) throws SQLException {
        try (var connection = PostgresTestResource.jdbc();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static ServerKeys keys(String name, String address) throws IOException, GeneralSecurityException {
        return ServerKeys.make(Files.createDirectories(FOLDER.resolve(name)), address);
    }
}

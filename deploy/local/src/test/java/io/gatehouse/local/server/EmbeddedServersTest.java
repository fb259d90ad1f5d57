package io.gatehouse.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.server.EmbeddedPostgres.Durability;
import io.gatehouse.migrator.MigrationFailedException;
import io.gatehouse.migrator.Migrator;
import io.gatehouse.migrator.PostgresUrl;
import io.gatehouse.migrator.ServiceSchema;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @TempDir
    static Path folder;

    private static ServerFolders folders;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        folders = ServerFolders.below(folder);
        postgres = EmbeddedPostgres.start(folders, freePort(), "owner-password", Durability.NONE);
    }

    @AfterAll
    static void stop() {
        postgres.stop();
    }

    @Test
    void nobodySignsInWithoutThePassword() {
        var url = EmbeddedPostgres.url(postgres.url().port(), "wrong");

        assertThatThrownBy(() -> url.dataSource().getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void dataOutlivesARestart() throws Exception {
        execute(postgres.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
        postgres.stop();

        postgres = EmbeddedPostgres.start(folders, freePort(), "owner-password", Durability.NONE);

        assertThat(number(postgres.url(), "SELECT answer FROM kept")).isEqualTo(42);
    }

    @Test
    void serviceRoleChangesRowsAndNothingElse() throws Exception {
        var schema = schema("rows", "CREATE TABLE thing (id int PRIMARY KEY);");
        var applied = migrate(schema);
        var service = as(schema.role());

        execute(service, "INSERT INTO thing VALUES (7)");

        assertThat(applied).isEqualTo(1);
        assertThat(number(service, "SELECT id FROM thing")).isEqualTo(7);
        assertThatThrownBy(() -> execute(service, "DROP TABLE thing")).hasMessageContaining("must be owner");
        assertThatThrownBy(() -> execute(service, "DELETE FROM flyway_schema_history"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void oneServiceDoesNotReadTheSchemaOfAnother() throws Exception {
        migrate(schema("secretive", "CREATE TABLE thing (id int PRIMARY KEY);"));
        var other = schema("curious", "CREATE TABLE own (id int PRIMARY KEY);");
        migrate(other);

        assertThatThrownBy(() -> number(as(other.role()), "SELECT id FROM secretive.thing"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void migratingTwiceAndAtOnceAppliesEachFileOnce() throws Exception {
        var schema = schema("twice", "CREATE TABLE thing (id int PRIMARY KEY);");

        var applied =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> migrate(schema))).limit(3).toList().stream()
                        .mapToInt(CompletableFuture::join)
                        .sum();

        assertThat(applied).isEqualTo(1);
    }

    @Test
    void failedMigrationNamesTheSchemaAndTheFile() throws Exception {
        var schema = schema("broken", "CREATE TABEL thing (id int);");

        assertThatThrownBy(() -> migrate(schema))
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("'broken'")
                .hasMessageContaining("V001__first.sql");
    }

    @Test
    void secondPostgresOnATakenPortSaysSo() {
        var port = postgres.url().port();

        assertThatThrownBy(() -> EmbeddedPostgres.start(
                        ServerFolders.below(folder.resolve("second")), port, "other", Durability.NONE))
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining("port " + port);
    }

    @Test
    void redisAnswersAndKeepsItsDataFolder() throws Exception {
        var redis = EmbeddedRedis.start(folders, freePort());

        assertThat(redis.process().alive()).isTrue();
        redis.stop();

        assertThat(redis.process().alive()).isFalse();
        assertThat(folders.data("redis")).isNotEmptyDirectory();
    }

    private static ServiceSchema schema(String name, String sql) throws Exception {
        var migrations = Files.createDirectories(folder.resolve("migrations-" + name));
        Files.writeString(migrations.resolve("V001__first.sql"), sql);
        return new ServiceSchema(name, "role_" + name, "role-password", migrations);
    }

    private static int migrate(ServiceSchema schema) {
        return Migrator.migrate(postgres.url(), schema);
    }

    private static PostgresUrl as(String role) {
        var url = postgres.url();
        return new PostgresUrl(url.host(), url.port(), url.database(), role, "role-password", "");
    }

    private static void execute(PostgresUrl url, String sql) throws SQLException {
        try (var connection = url.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(PostgresUrl url, String sql) throws SQLException {
        try (var connection = url.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package io.gatehouse.user.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.migrator.Migrator;
import io.gatehouse.migrator.PostgresUrl;
import io.gatehouse.migrator.ServiceSchema;
import io.gatehouse.user.UserServiceTest;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database whose owner is no superuser, as those that are rented are. */
@UserServiceTest
class OwnerTest {

    private static final String OWNER = "owner_of_people";
    private static final String SERVICE = "service_of_people";
    private static final String PASSWORD = "for-tests-only";
    private static final ServiceSchema SCHEMA =
            new ServiceSchema("users", SERVICE, PASSWORD, Path.of("src", "main", "migrations"));

    private static final String INSERT = """
            INSERT INTO users.profile (id, display_name, search_name, audience, version, created_at, updated_at)
            SELECT gen_random_uuid(), md5(i::text), md5(i::text), 'members', 0, now(), now()
            FROM generate_series(1, 20000) AS i""";

    private static final UUID ORGANIZATION = UUID.randomUUID();

    private PostgresUrl url;

    @BeforeEach
    void makeDatabase() throws SQLException {
        try (var connection = PostgresTestResource.jdbc();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + OWNER + " LOGIN CREATEROLE PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE people OWNER " + OWNER);
            var server = URI.create(connection.getMetaData().getURL().substring("jdbc:".length()));
            url = new PostgresUrl(server.getHost(), server.getPort(), "people", OWNER, PASSWORD, "");
        }
        assertThat(Migrator.migrate(url, SCHEMA)).isPositive();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        try (var connection = PostgresTestResource.jdbc();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE people WITH (FORCE)");
            statement.execute("DROP ROLE " + SERVICE);
            statement.execute("DROP ROLE " + OWNER);
        }
    }

    @Test
    void ownerChangesWhatASettingAllows() throws SQLException {
        try (var owner = url.dataSource().getConnection();
                var statement = owner.createStatement()) {
            statement.execute("SET gatehouse.access = 'system'");
            assertThat(statement.executeUpdate(INSERT)).isEqualTo(20_000);
            statement.execute("RESET gatehouse.access");

            assertThat(statement.executeUpdate("UPDATE users.profile SET bio = 'x'"))
                    .isZero();
            assertThat(statement.executeUpdate("DELETE FROM users.profile")).isZero();
        }
    }

    @Test
    void partsOfNamesAreFoundByTheirIndex() throws SQLException {
        fill();
        try (var service = url.dataSource().getConnection(SERVICE, PASSWORD);
                var statement = service.createStatement()) {
            service.setAutoCommit(false);
            statement.execute("SET LOCAL gatehouse.access = 'member'");

            assertThat(number(statement, """
                    SELECT count(*) FROM profile_search('%' || substr(md5('77'), 5, 9) || '%', '',
                        '00000000-0000-0000-0000-000000000000', 51)""")).isOne();

            assertThat(scans(statement, "profile_search_name_trigram_idx")).isOne();
            assertThat(scans(statement, "profile_listed_name_idx")).isOne(); // a thousand names ahead
            assertThat(scans(statement, "profile")).isZero();
        }
    }

    @Test
    void functionsOfAnOwnerWhoIsNoSuperuserKeepOrganizations() throws SQLException {
        try (var service = url.dataSource().getConnection(SERVICE, PASSWORD);
                var statement = service.createStatement()) {
            service.setAutoCommit(false);
            statement.execute("SET gatehouse.access = 'system'");
            statement.execute(INSERT.replace("20000", "2"));
            statement.execute("SELECT set_config('gatehouse.account', (SELECT min(id::text) FROM profile), true)");
            statement.execute("SET LOCAL gatehouse.access = 'member'");

            statement.execute("INSERT INTO organization (id, name, version, created_at, updated_at)" + " VALUES ('"
                    + ORGANIZATION + "', 'x', 0, now(), now())");
            statement.execute(
                    "INSERT INTO membership (id, organization_id, account_id, role, version, created_at, updated_at)"
                            + " VALUES (gen_random_uuid(), '" + ORGANIZATION
                            + "', viewer_account(), 'owner', 0, now(), now())");

            assertThat(number(statement, "SELECT count(organization_enter(id)) FROM organization"))
                    .isOne();
            var lastOwner = service.setSavepoint();
            assertThatThrownBy(() -> statement.execute("DELETE FROM membership"))
                    .hasMessageContaining("membership_last_owner");
            service.rollback(lastOwner);
            statement.execute("SELECT set_config('gatehouse.account', gen_random_uuid()::text, true)");
            assertThat(number(statement, "SELECT count(*) FROM membership")).isZero();
            assertThat(number(statement, "SELECT count(organization_enter('" + ORGANIZATION + "'))"))
                    .isZero();
        }
    }

    private void fill() throws SQLException {
        try (Connection owner = url.dataSource().getConnection();
                var statement = owner.createStatement()) {
            statement.execute("SET gatehouse.access = 'system'");
            statement.execute(INSERT);
            statement.execute("ANALYZE users.profile");
        }
    }

    /** How often an index was used, or a table read from end to end, in the transaction. */
    private static long scans(Statement statement, String relation) throws SQLException {
        return number(statement, "SELECT pg_stat_get_xact_numscans('users." + relation + "'::regclass)");
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

package io.gatehouse.user.viewer;

import static io.gatehouse.user.UsersApi.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.RestAssured;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service's own role finds in the database when a statement asks for everything. */
@UserServiceTest
class RowLevelSecurityTest {

    FakeAuth auth;

    private Connection database;
    private UUID hidden;
    private UUID shown;
    private UUID open;

    @BeforeEach
    void signUp() throws SQLException {
        hidden = signUp("private");
        shown = signUp("members");
        open = signUp("public");
        database = PostgresTestResource.jdbcAs("gatehouse_user");
        database.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void whoSaysNothingFindsNothing() throws SQLException {
        assertThat(profiles()).isEmpty();
        assertThat(preferences()).isEmpty();
        assertThat(found()).isEmpty();
        assertThat(changed("UPDATE profile SET bio = 'x'")).isZero();
        assertThat(changed("DELETE FROM profile")).isZero();
        assertThat(changed("UPDATE preference SET value = '1'")).isZero();
        assertThat(changed("DELETE FROM preference")).isZero();
    }

    @Test
    void memberFindsThemselvesAndWhoIsShownToThem() throws SQLException {
        enter("member", hidden);
        assertThat(profiles()).contains(hidden, shown, open);
        assertThat(found()).contains(shown, open).doesNotContain(hidden);

        enter("member", shown);
        assertThat(profiles()).contains(shown, open).doesNotContain(hidden);
        assertThat(preferences()).containsExactly(shown);
        assertThat(changed("UPDATE profile SET bio = 'x'")).isOne();
        assertThat(changed("UPDATE preference SET value = '1'")).isOne();
        assertThat(changed("DELETE FROM profile")).isZero();
    }

    @Test
    void whoeverHasNoAccountFindsWhatIsPublic() throws SQLException {
        enter("public", null);

        assertThat(profiles()).contains(open).doesNotContain(hidden, shown);
        assertThat(preferences()).isEmpty();
        assertThat(found()).isEmpty();
        assertThat(changed("UPDATE profile SET bio = 'x'")).isZero();
    }

    @Test
    void whoMayReadAllChangesNothingOfOthers() throws SQLException {
        enter("read", shown);

        assertThat(profiles()).contains(hidden, shown, open);
        assertThat(found()).contains(hidden, shown, open);
        assertThat(preferences()).containsExactly(shown);
        assertThat(changed("UPDATE profile SET bio = 'x'")).isOne();
        assertThat(changed("DELETE FROM profile")).isZero();
    }

    @Test
    void onlyTheServiceItselfMakesProfilesAndRemovesThem() throws SQLException {
        for (var access : new String[] {"public", "member", "read", "write", "anything", ""}) {
            enter(access, hidden);
            assertThat(changed("DELETE FROM profile")).isZero();
            assertThatThrownBy(() -> changed("INSERT INTO profile (id, display_name, search_name, version, created_at,"
                            + " updated_at) VALUES (gen_random_uuid(), 'x', 'x', 0, now(), now())"))
                    .hasMessageContaining("row-level security");
            database.rollback();
        }
    }

    @Test
    void nobodyGivesWhatIsTheirsToAnother() throws SQLException {
        enter("member", shown);

        assertThatThrownBy(
                        () -> changed("UPDATE profile SET id = '" + UUID.randomUUID() + "' WHERE id = '" + shown + "'"))
                .hasMessageContaining("row-level security");
        database.rollback();
        enter("member", shown);
        assertThatThrownBy(() -> changed("INSERT INTO preference (account_id, key, value, created_at, updated_at)"
                        + " VALUES ('" + open + "', 'k', '1', now(), now())"))
                .hasMessageContaining("row-level security");
    }

    @Test
    void whatWasSaidEndsWithTheTransaction() throws SQLException {
        enter("system", null);
        assertThat(profiles()).contains(hidden);
        database.commit();

        assertThat(profiles()).isEmpty();
    }

    @Test
    void roleCannotSwitchItOff() throws SQLException {
        for (var attempt : new String[] {
            "ALTER TABLE profile DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE profile NO FORCE ROW LEVEL SECURITY",
            "DROP POLICY profile_own ON profile",
            "CREATE POLICY mine ON profile USING (true)",
            "TRUNCATE profile CASCADE",
            "ALTER ROLE gatehouse_user BYPASSRLS",
            "SET row_security = off; SELECT * FROM profile"
        }) {
            assertThatThrownBy(() -> changed(attempt)).isInstanceOf(SQLException.class);
            database.rollback();
        }
    }

    private void enter(String access, UUID account) throws SQLException {
        try (var statement = database.prepareStatement(
                "SELECT set_config('gatehouse.access', ?, true), set_config('gatehouse.account', ?, true)")) {
            statement.setString(1, access);
            statement.setString(2, account == null ? "" : account.toString());
            statement.execute();
        }
    }

    /** Statements whose author has forgotten for whom they are. */
    private Set<UUID> profiles() throws SQLException {
        return ids("SELECT id FROM profile");
    }

    private Set<UUID> preferences() throws SQLException {
        return ids("SELECT account_id FROM preference");
    }

    private Set<UUID> found() throws SQLException {
        return ids("SELECT * FROM profile_search('%', '', '00000000-0000-0000-0000-000000000000', 1000000)");
    }

    private Set<UUID> ids(String sql) throws SQLException {
        var ids = new HashSet<UUID>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private int changed(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    private UUID signUp(String visibility) {
        var id = auth.signUp("Somebody");
        var token = auth.tokenOf(id);
        patch(token, "*", "{\"visibility\":{\"display_name\":\"" + visibility + "\"}}")
                .statusCode(200);
        RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"value\":1}")
                .put("/v1/users/me/preferences/k")
                .then()
                .statusCode(200);
        return id;
    }
}

package io.gatehouse.user.viewer;

import static io.gatehouse.user.UsersApi.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.test.RoleTransaction;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.RestAssured;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service's own role finds in the database when a statement asks for everything. */
@UserServiceTest
class RowLevelSecurityTest {

    FakeAuth auth;

    private RoleTransaction database;
    private UUID hidden;
    private UUID shown;
    private UUID open;

    @BeforeEach
    void signUp() throws SQLException {
        hidden = signUp("private");
        shown = signUp("members");
        open = signUp("public");
        database = RoleTransaction.of("gatehouse_user");
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
        assertThat(database.changed("UPDATE profile SET bio = 'x'")).isZero();
        assertThat(database.changed("DELETE FROM profile")).isZero();
        assertThat(database.changed("UPDATE preference SET value = '1'")).isZero();
        assertThat(database.changed("DELETE FROM preference")).isZero();
    }

    @Test
    void memberFindsThemselvesAndWhoIsShownToThem() throws SQLException {
        database.enter("member", hidden);
        assertThat(profiles()).contains(hidden, shown, open);
        assertThat(found()).contains(shown, open).doesNotContain(hidden);

        database.enter("member", shown);
        assertThat(profiles()).contains(shown, open).doesNotContain(hidden);
        assertThat(preferences()).containsExactly(shown);
        assertThat(database.changed("UPDATE profile SET bio = 'x'")).isOne();
        assertThat(database.changed("UPDATE preference SET value = '1'")).isOne();
        assertThat(database.changed("DELETE FROM profile")).isZero();
    }

    @Test
    void whoeverHasNoAccountFindsWhatIsPublic() throws SQLException {
        database.enter("public", null);

        assertThat(profiles()).contains(open).doesNotContain(hidden, shown);
        assertThat(preferences()).isEmpty();
        assertThat(found()).isEmpty();
        assertThat(database.changed("UPDATE profile SET bio = 'x'")).isZero();
    }

    @Test
    void whoMayReadAllChangesNothingOfOthers() throws SQLException {
        database.enter("read", shown);

        assertThat(profiles()).contains(hidden, shown, open);
        assertThat(found()).contains(hidden, shown, open);
        assertThat(preferences()).containsExactly(shown);
        assertThat(database.changed("UPDATE profile SET bio = 'x'")).isOne();
        assertThat(database.changed("DELETE FROM profile")).isZero();
    }

    @Test
    void onlyTheServiceItselfMakesProfilesAndRemovesThem() throws SQLException {
        for (var access : new String[] {"public", "member", "read", "write", "anything", ""}) {
            database.enter(access, hidden);
            assertThat(database.changed("DELETE FROM profile")).isZero();
            assertThatThrownBy(() ->
                            database.changed("INSERT INTO profile (id, display_name, search_name, version, created_at,"
                                    + " updated_at) VALUES (gen_random_uuid(), 'x', 'x', 0, now(), now())"))
                    .hasMessageContaining("row-level security");
            database.rollback();
        }
    }

    @Test
    void nobodyGivesWhatIsTheirsToAnother() throws SQLException {
        database.enter("member", shown);

        assertThatThrownBy(() -> database.changed(
                        "UPDATE profile SET id = '" + UUID.randomUUID() + "' WHERE id = '" + shown + "'"))
                .hasMessageContaining("row-level security");
        database.rollback();
        database.enter("member", shown);
        assertThatThrownBy(
                        () -> database.changed("INSERT INTO preference (account_id, key, value, created_at, updated_at)"
                                + " VALUES ('" + open + "', 'k', '1', now(), now())"))
                .hasMessageContaining("row-level security");
    }

    @Test
    void whatWasSaidEndsWithTheTransaction() throws SQLException {
        database.enter("system", null);
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
            assertThatThrownBy(() -> database.changed(attempt)).isInstanceOf(SQLException.class);
            database.rollback();
        }
    }

    /** Statements whose author has forgotten for whom they are. */
    private Set<UUID> profiles() throws SQLException {
        return database.ids("SELECT id FROM profile");
    }

    private Set<UUID> preferences() throws SQLException {
        return database.ids("SELECT account_id FROM preference");
    }

    private Set<UUID> found() throws SQLException {
        return database.ids("SELECT * FROM profile_search('%', '', '00000000-0000-0000-0000-000000000000', 1000000)");
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

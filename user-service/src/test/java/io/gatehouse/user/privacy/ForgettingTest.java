package io.gatehouse.user.privacy;

import static io.gatehouse.user.UsersApi.me;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UserServiceTest
class ForgettingTest {

    FakeAuth auth;

    private UUID id;
    private String token;
    private String email;
    private UUID bobId;
    private String bob;
    private String organization;

    /** Somebody who owns an organization in which there is somebody else. */
    @BeforeEach
    void liveALife() throws SQLException {
        id = auth.signUp("Ada Lovelace");
        token = auth.tokenOf(id, "user");
        email = "Ada." + UUID.randomUUID() + "@example.org";
        bobId = auth.signUp("Bob");
        bob = auth.tokenOf(bobId, "user");
        me(token).statusCode(200);
        me(bob).statusCode(200);
        organization = post(token, "/v1/organizations", "{\"name\":\"Engines\"}");
        Database.update(
                "INSERT INTO membership (id, organization_id, account_id, role, version, created_at, updated_at)"
                        + " VALUES (?, ?, ?, 'admin', 0, now(), now())",
                UUID.randomUUID(),
                UUID.fromString(organization),
                bobId);
        invite(token, organization, UUID.randomUUID() + "@example.org");
    }

    @AfterEach
    void recover() {
        auth.recover();
    }

    @Test
    void nothingIsLeftOfWhoIsForgottenButAPseudonym() throws SQLException {
        var other = post(bob, "/v1/organizations", "{\"name\":\"Bob's\"}");
        invite(bob, other, email.toLowerCase(Locale.ROOT));
        assertThat(traces()).isNotEmpty();

        deleteAccount();
        var pseudonym = auth.people().forget(id, email);
        awaitForgotten();

        assertThat(traces()).isEmpty();
        assertThat(Database.value("SELECT count(*) FROM audit_event WHERE actor_id = ?", pseudonym))
                .isEqualTo("3");
        assertThat(Database.value(
                        "SELECT count(*) FROM audit_event WHERE detail ->> 'account_id' = ?", pseudonym.toString()))
                .isEqualTo("2");
        assertThat(Database.value(
                        "SELECT role FROM membership WHERE organization_id = ? AND account_id = ?",
                        UUID.fromString(organization),
                        bobId))
                .isEqualTo("owner");
    }

    @Test
    void whomTheLogHasNotToldOfYetIsForgottenAsWell() throws SQLException {
        auth.withoutPush();
        deleteAccount();
        auth.people().forget(id, email);
        awaitForgotten();

        assertThat(traces()).isEmpty();
    }

    @Test
    void anEventThatIsParkedBringsNobodyBack() throws SQLException {
        Database.update(
                """
                INSERT INTO event_parked (log, position, event_id, type, subject, event, reason, attempts, next_attempt_at)
                VALUES ('auth', ?, ?, 'account.created.v1', ?, ?::jsonb, 'a test', 1, now() + interval '1 day')""",
                id.getMostSignificantBits() >>> 1,
                UUID.randomUUID(),
                id.toString(),
                "{\"data\":{\"account_id\":\"" + id + "\",\"display_name\":\"Ada\"}}");
        auth.people().forget(id, email);
        awaitForgotten();

        assertThat(traces()).isEmpty();
    }

    @Test
    void whatCameToAnAddressAfterwardsIsSomebodyElses() throws SQLException {
        var other = post(bob, "/v1/organizations", "{\"name\":\"Bob's\"}");
        invite(bob, other, email);
        Database.update("UPDATE invitation SET created_at = now() + interval '1 hour' WHERE email = ?", email);

        auth.people().forget(id, email);
        awaitForgotten();

        assertThat(Database.value("SELECT count(*) FROM invitation WHERE email = ?", email))
                .isEqualTo("1");
    }

    @Test
    void untilItIsConfirmedItIsDoneAgain() {
        deleteAccount();
        auth.people().answerWith(500);
        auth.people().forget(id, email);
        assertThat(auth.people().isForgotten(id)).isFalse();

        auth.people().answerWith(200);

        awaitForgotten();
    }

    @Test
    void whoIsStillThereGetsNoPseudonym() {
        assertThat(catchThrowable(() -> Database.value("SELECT audit_pseudonymise(?, gen_random_uuid())", id)))
                .hasMessageContaining("only who is gone");
    }

    @Test
    void temporaryTableDoesNotStandForThoseWhoAreThere() throws SQLException {
        try (var database = PostgresTestResource.jdbcAs("gatehouse_user");
                var statement = database.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE profile (id uuid)");
            statement.execute("GRANT SELECT ON pg_temp.profile TO PUBLIC");

            assertThat(catchThrowable(
                            () -> statement.execute("SELECT audit_pseudonymise('" + id + "', gen_random_uuid())")))
                    .hasMessageContaining("only who is gone");
        }
    }

    private void deleteAccount() {
        auth.append(AccountDeleted.TYPE, JsonObject.of("account_id", id.toString()));
    }

    private void awaitForgotten() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> auth.people()
                .isForgotten(id));
    }

    /** Where any row of any table holds anything of the person. */
    private List<String> traces() throws SQLException {
        var found = new ArrayList<String>();
        for (var table :
                Database.values("SELECT table_name FROM information_schema.tables WHERE table_schema = 'users'")) {
            var rows = Database.value(
                    "SELECT count(*) FROM \"" + table
                            + "\" AS row WHERE row::text ILIKE ANY (ARRAY[?, ?, 'Ada Lovelace'])",
                    "%" + id + "%",
                    "%" + email + "%");
            if (!"0".equals(rows)) {
                found.add(table + ": " + rows);
            }
        }
        return found;
    }

    private static void invite(String token, String organization, String address) {
        post(
                token,
                "/v1/organizations/" + organization + "/invitations",
                "{\"email\":\"" + address + "\",\"role\":\"member\"}");
    }

    /** What was made. */
    private static String post(String token, String path, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}

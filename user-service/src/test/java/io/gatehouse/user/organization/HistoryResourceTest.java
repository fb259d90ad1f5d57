package io.gatehouse.user.organization;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.refused;
import static io.gatehouse.user.organization.OrganizationsApi.delete;
import static io.gatehouse.user.organization.OrganizationsApi.get;
import static io.gatehouse.user.organization.OrganizationsApi.join;
import static io.gatehouse.user.organization.OrganizationsApi.make;
import static io.gatehouse.user.organization.OrganizationsApi.member;
import static io.gatehouse.user.organization.OrganizationsApi.one;
import static io.gatehouse.user.organization.OrganizationsApi.patch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UserServiceTest
class HistoryResourceTest {

    FakeAuth auth;

    private UUID ownerId;
    private String owner;
    private UUID bobId;
    private String bob;
    private UUID id;

    @BeforeEach
    void found() throws SQLException {
        ownerId = signUp();
        owner = auth.tokenOf(ownerId);
        bobId = signUp();
        bob = auth.tokenOf(bobId);
        id = make(owner);
        join(id, bobId, "member");
    }

    @Test
    void tellsWhoDidWhatTheNewestFirst() {
        patch(owner, member(id, bobId), "*", "{\"role\":\"admin\"}").statusCode(200);
        patch(bob, one(id), "*", "{\"name\":\"Engines\"}").statusCode(200);

        var first = get(bob, history() + "?limit=2")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("items.action", contains("organization.updated.v1", "membership.changed.v1"))
                .body("items.actor_id", contains(bobId.toString(), ownerId.toString()))
                .body("items[1].detail.account_id", is(bobId.toString()))
                .body("items[1].detail.role", is("admin"))
                .body("items[0].created_at", notNullValue())
                .body("items[0].size()", is(5));
        get(owner, history() + "?limit=2&cursor=" + first.extract().<String>path("next_cursor"))
                .body("items.action", contains("membership.added.v1", "organization.created.v1"))
                .body("next_cursor", nullValue());
    }

    @Test
    void itIsForThoseWhoLookAfterIt() {
        refused(get(bob, history()), 403, "forbidden");
        refused(get(auth.tokenOf(signUp(), "admin"), history()), 404, "not_found");
        refused(given().get(history()).then(), 401, "invalid_token");
        refused(get(auth.tokenOfService("users:read"), history()), 403, "forbidden");
        refused(get(owner, history() + "?cursor=x"), 400, "validation_failed");
    }

    @Test
    void itStaysWhenTheOrganizationGoes() throws SQLException {
        delete(owner, one(id)).statusCode(204);

        refused(get(owner, history()), 404, "not_found");
        assertThat(actions()).contains("organization.created.v1", "membership.removed.v1", "organization.deleted.v1");
    }

    @Test
    void theServicesRoleAddsToItAndNothingElse() throws SQLException {
        for (var attempt : new String[] {
            "UPDATE audit_event SET action = 'x'",
            "DELETE FROM audit_event",
            "TRUNCATE audit_event",
            "ALTER TABLE audit_event DISABLE ROW LEVEL SECURITY",
            "DROP TABLE audit_event"
        }) {
            try (var database = PostgresTestResource.jdbcAs("gatehouse_user");
                    var statement = database.createStatement()) {
                statement.execute("SET gatehouse.access = 'system'");
                assertThatThrownBy(() -> statement.execute(attempt)).isInstanceOf(SQLException.class);
            }
        }
        try (var database = PostgresTestResource.jdbcAs("gatehouse_user");
                var statement = database.createStatement()) {
            statement.execute("SELECT audit_remove_old(now() + interval '1 year', 1000000)");
        }
        assertThat(actions()).contains("organization.created.v1");
    }

    @Test
    void whatIsPastItsRetentionIsRemoved() throws SQLException {
        Database.update("UPDATE audit_event SET created_at = now() - interval '91 days' WHERE organization_id = ?", id);

        try (var database = PostgresTestResource.jdbcAs("gatehouse_user");
                var statement = database.createStatement()) {
            statement.execute("SELECT audit_remove_old(now(), 1000000)");
        }

        assertThat(actions()).isEmpty();
    }

    private String history() {
        return one(id) + "/events";
    }

    private List<String> actions() throws SQLException {
        return Database.values("SELECT action FROM audit_event WHERE organization_id = ? ORDER BY created_at", id);
    }

    private UUID signUp() {
        var account = auth.signUp("Somebody");
        me(auth.tokenOf(account)).statusCode(200);
        return account;
    }
}

package io.gatehouse.user.organization;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.organization.OrganizationsApi.make;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.Database;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database shows the service's own role of organizations, whatever a statement asks for. */
@UserServiceTest
class OrganizationRowsTest {

    FakeAuth auth;

    private Connection database;
    private UUID owner;
    private UUID admin;
    private UUID member;
    private UUID stranger;
    private UUID id;
    private UUID invitation;

    @BeforeEach
    void found() throws SQLException {
        owner = signUp();
        admin = signUp();
        member = signUp();
        stranger = signUp();
        id = make(auth.tokenOf(owner));
        make(auth.tokenOf(stranger));
        OrganizationsApi.join(id, admin, "admin");
        OrganizationsApi.join(id, member, "member");
        invitation = UUID.randomUUID();
        Database.update(
                "INSERT INTO invitation (id, organization_id, email, role, expires_at, mailed_at, created_at, updated_at)"
                        + " VALUES (?, ?, 'a@example.com', 'admin', now() + interval '1 day', now(), now(), now())",
                invitation,
                id);
        database = PostgresTestResource.jdbcAs("gatehouse_user");
        database.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void whoSaysNothingFindsNothing() throws SQLException {
        for (var table : new String[] {"organization", "membership", "invitation"}) {
            assertThat(ids("SELECT id FROM " + table)).isEmpty();
            assertThat(changed("UPDATE " + table + " SET updated_at = now()")).isZero();
            assertThat(changed("DELETE FROM " + table)).isZero();
        }
        assertThat(ids("SELECT organization_id FROM viewer_memberships()")).isEmpty();
    }

    @Test
    void whoeverMayReadAllPeopleFindsOnlyTheirOwn() throws SQLException {
        for (var access : new String[] {"public", "member", "read", "write"}) {
            enter(access, stranger);
            assertThat(ids("SELECT id FROM organization")).hasSize(1).doesNotContain(id);
            assertThat(ids("SELECT account_id FROM membership")).containsExactly(stranger);
            assertThat(ids("SELECT id FROM invitation")).isEmpty();
            database.rollback();
        }
    }

    @Test
    void memberSeesTheMembersAndChangesNobody() throws SQLException {
        enter("member", member);

        assertThat(ids("SELECT id FROM organization")).containsExactly(id);
        assertThat(ids("SELECT account_id FROM membership")).containsExactlyInAnyOrder(owner, admin, member);
        assertThat(ids("SELECT id FROM invitation")).isEmpty();
        assertThat(changed("UPDATE organization SET name = 'x'")).isZero();
        assertThat(changed("UPDATE membership SET role = 'owner'")).isZero();
        assertThat(changed("DELETE FROM organization")).isZero();
        assertThat(changed("DELETE FROM membership")).isOne();
    }

    @Test
    void adminSeesInvitationsAndDeletesNoOrganization() throws SQLException {
        enter("member", admin);

        assertThat(ids("SELECT id FROM invitation")).containsExactly(invitation);
        assertThat(changed("UPDATE organization SET name = 'x'")).isOne();
        assertThat(changed("DELETE FROM organization")).isZero();
        assertThat(changed("DELETE FROM invitation")).isOne();
    }

    @Test
    void adminReachesNoOwnerAndMakesNone() throws SQLException {
        var partner = signUp();
        OrganizationsApi.join(id, partner, "owner");

        enter("member", admin);
        assertThat(changed("UPDATE membership SET role = 'member' WHERE role = 'owner'"))
                .isZero();
        assertThat(changed("DELETE FROM membership WHERE role = 'owner'")).isZero();
        assertThat(changed("UPDATE membership SET role = 'admin'")).isEqualTo(2);
        database.rollback();

        for (var raise :
                new String[] {"UPDATE membership SET role = 'owner'", "UPDATE invitation SET role = 'owner'"}) {
            enter("member", admin);
            assertThatThrownBy(() -> changed(raise)).hasMessageContaining("row-level security");
            database.rollback();
        }

        enter("member", owner);
        assertThat(changed("DELETE FROM membership WHERE account_id = '" + partner + "'"))
                .isOne();
        assertThat(changed("UPDATE membership SET role = 'owner'")).isEqualTo(3);
        assertThat(changed("UPDATE invitation SET role = 'owner'")).isOne();
    }

    @Test
    void nobodyMakesThemselvesAMember() throws SQLException {
        for (var access : new String[] {"public", "member", "read", "write", "system"}) {
            for (var role : new String[] {"owner", "admin", "member"}) {
                enter(access, stranger);
                assertThatThrownBy(() -> join(id, stranger, role)).hasMessageContaining("row-level security");
                database.rollback();
            }
        }
        enter("member", owner);
        assertThatThrownBy(() -> join(id, stranger, "member")).hasMessageContaining("row-level security");
    }

    @Test
    void whoShowsAnInvitationSeesItAndJoinsAsItSays() throws SQLException {
        enter("member", stranger);
        show(invitation);
        assertThat(ids("SELECT id FROM invitation")).containsExactly(invitation);
        assertThat(ids("SELECT account_id FROM membership")).containsExactly(stranger);
        assertThat(join(id, stranger, "admin")).isOne();
        assertThat(ids("SELECT account_id FROM membership")).contains(owner, admin, member, stranger);
        assertThat(changed("DELETE FROM invitation")).isOne();
        database.rollback();

        enter("member", stranger);
        show(invitation);
        assertThatThrownBy(() -> join(id, stranger, "owner")).hasMessageContaining("row-level security");
        database.rollback();

        enter("public", null);
        show(UUID.randomUUID());
        assertThat(ids("SELECT id FROM invitation")).isEmpty();
    }

    @Test
    void whatWasSaidEndsWithTheTransaction() throws SQLException {
        enter("member", member);
        show(invitation);
        database.commit();

        assertThat(ids("SELECT id FROM membership")).isEmpty();
        assertThat(ids("SELECT id FROM invitation")).isEmpty();
    }

    @Test
    void lastOwnerStaysWhoeverRemovesThem() throws SQLException {
        enter("system", null);
        assertThatThrownBy(() -> changed("DELETE FROM membership WHERE organization_id = '" + id + "'"))
                .hasMessageContaining("membership_last_owner");
        database.rollback();

        enter("system", null);
        assertThatThrownBy(() -> changed("UPDATE membership SET role = 'member' WHERE organization_id = '" + id + "'"))
                .hasMessageContaining("membership_last_owner");
        database.rollback();

        enter("system", null);
        assertThat(changed("DELETE FROM organization WHERE id = '" + id + "'")).isOne();
        assertThat(ids("SELECT id FROM membership WHERE organization_id = '" + id + "'"))
                .isEmpty();
    }

    private UUID signUp() {
        var account = auth.signUp("Somebody");
        me(auth.tokenOf(account)).statusCode(200);
        return account;
    }

    private void enter(String access, UUID account) throws SQLException {
        set("gatehouse.access", access);
        set("gatehouse.account", account == null ? "" : account.toString());
    }

    private void show(UUID shown) throws SQLException {
        set("gatehouse.invitation", shown.toString());
    }

    private void set(String name, String value) throws SQLException {
        try (var statement = database.prepareStatement("SELECT set_config(?, ?, true)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }

    private int join(UUID organization, UUID account, String role) throws SQLException {
        return changed("INSERT INTO membership (id, organization_id, account_id, role, version, created_at, updated_at)"
                + " VALUES (gen_random_uuid(), '%s', '%s', '%s', 0, now(), now())"
                        .formatted(organization, account, role));
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
}

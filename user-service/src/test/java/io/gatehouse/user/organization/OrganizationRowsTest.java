package io.gatehouse.user.organization;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.organization.OrganizationsApi.make;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.RoleTransaction;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database shows the service's own role of organizations, whatever a statement asks for. */
@UserServiceTest
class OrganizationRowsTest {

    FakeAuth auth;

    private RoleTransaction database;
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
        database = RoleTransaction.of("gatehouse_user");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void whoSaysNothingFindsNothing() throws SQLException {
        for (var table : new String[] {"organization", "membership", "invitation"}) {
            assertThat(database.ids("SELECT id FROM " + table)).isEmpty();
            assertThat(database.changed("UPDATE " + table + " SET updated_at = now()"))
                    .isZero();
            assertThat(database.changed("DELETE FROM " + table)).isZero();
        }
        assertThat(database.ids("SELECT organization_id FROM viewer_memberships()"))
                .isEmpty();
    }

    @Test
    void whoeverMayReadAllPeopleFindsOnlyTheirOwn() throws SQLException {
        for (var access : new String[] {"public", "member", "read", "write"}) {
            database.enter(access, stranger);
            assertThat(database.ids("SELECT id FROM organization")).hasSize(1).doesNotContain(id);
            assertThat(database.ids("SELECT account_id FROM membership")).containsExactly(stranger);
            assertThat(database.ids("SELECT id FROM invitation")).isEmpty();
            database.rollback();
        }
    }

    @Test
    void memberSeesTheMembersAndChangesNobody() throws SQLException {
        database.enter("member", member);

        assertThat(database.ids("SELECT id FROM organization")).containsExactly(id);
        assertThat(database.ids("SELECT account_id FROM membership")).containsExactlyInAnyOrder(owner, admin, member);
        assertThat(database.ids("SELECT id FROM invitation")).isEmpty();
        assertThat(database.changed("UPDATE organization SET name = 'x'")).isZero();
        assertThat(database.changed("UPDATE membership SET role = 'owner'")).isZero();
        assertThat(database.changed("DELETE FROM organization")).isZero();
        assertThat(database.changed("DELETE FROM membership")).isOne();
    }

    @Test
    void adminSeesInvitationsAndDeletesNoOrganization() throws SQLException {
        database.enter("member", admin);

        assertThat(database.ids("SELECT id FROM invitation")).containsExactly(invitation);
        assertThat(database.changed("UPDATE organization SET name = 'x'")).isOne();
        assertThat(database.changed("DELETE FROM organization")).isZero();
        assertThat(database.changed("DELETE FROM invitation")).isOne();
    }

    @Test
    void adminReachesNoOwnerAndMakesNone() throws SQLException {
        var partner = signUp();
        OrganizationsApi.join(id, partner, "owner");

        database.enter("member", admin);
        assertThat(database.changed("UPDATE membership SET role = 'member' WHERE role = 'owner'"))
                .isZero();
        assertThat(database.changed("DELETE FROM membership WHERE role = 'owner'"))
                .isZero();
        assertThat(database.changed("UPDATE membership SET role = 'admin'")).isEqualTo(2);
        database.rollback();

        for (var raise :
                new String[] {"UPDATE membership SET role = 'owner'", "UPDATE invitation SET role = 'owner'"}) {
            database.enter("member", admin);
            assertThatThrownBy(() -> database.changed(raise)).hasMessageContaining("row-level security");
            database.rollback();
        }

        database.enter("member", owner);
        assertThat(database.changed("DELETE FROM membership WHERE account_id = '" + partner + "'"))
                .isOne();
        assertThat(database.changed("UPDATE membership SET role = 'owner'")).isEqualTo(3);
        assertThat(database.changed("UPDATE invitation SET role = 'owner'")).isOne();
    }

    @Test
    void nobodyMakesThemselvesAMember() throws SQLException {
        for (var access : new String[] {"public", "member", "read", "write", "system"}) {
            for (var role : new String[] {"owner", "admin", "member"}) {
                database.enter(access, stranger);
                assertThatThrownBy(() -> join(id, stranger, role)).hasMessageContaining("row-level security");
                database.rollback();
            }
        }
        database.enter("member", owner);
        assertThatThrownBy(() -> join(id, stranger, "member")).hasMessageContaining("row-level security");
    }

    @Test
    void whoShowsAnInvitationSeesItAndJoinsAsItSays() throws SQLException {
        database.enter("member", stranger);
        show(invitation);
        assertThat(database.ids("SELECT id FROM invitation")).containsExactly(invitation);
        assertThat(database.ids("SELECT account_id FROM membership")).containsExactly(stranger);
        assertThat(join(id, stranger, "admin")).isOne();
        assertThat(database.ids("SELECT account_id FROM membership")).contains(owner, admin, member, stranger);
        assertThat(database.changed("DELETE FROM invitation")).isOne();
        database.rollback();

        database.enter("member", stranger);
        show(invitation);
        assertThatThrownBy(() -> join(id, stranger, "owner")).hasMessageContaining("row-level security");
        database.rollback();

        database.enter("public", null);
        show(UUID.randomUUID());
        assertThat(database.ids("SELECT id FROM invitation")).isEmpty();
    }

    @Test
    void whatWasSaidEndsWithTheTransaction() throws SQLException {
        database.enter("member", member);
        show(invitation);
        database.commit();

        assertThat(database.ids("SELECT id FROM membership")).isEmpty();
        assertThat(database.ids("SELECT id FROM invitation")).isEmpty();
    }

    @Test
    void lastOwnerStaysWhoeverRemovesThem() throws SQLException {
        database.enter("system", null);
        assertThatThrownBy(() -> database.changed("DELETE FROM membership WHERE organization_id = '" + id + "'"))
                .hasMessageContaining("membership_last_owner");
        database.rollback();

        database.enter("system", null);
        assertThatThrownBy(() ->
                        database.changed("UPDATE membership SET role = 'member' WHERE organization_id = '" + id + "'"))
                .hasMessageContaining("membership_last_owner");
        database.rollback();

        database.enter("system", null);
        assertThat(database.changed("DELETE FROM organization WHERE id = '" + id + "'"))
                .isOne();
        assertThat(database.ids("SELECT id FROM membership WHERE organization_id = '" + id + "'"))
                .isEmpty();
    }

    private UUID signUp() {
        var account = auth.signUp("Somebody");
        me(auth.tokenOf(account)).statusCode(200);
        return account;
    }

    private void show(UUID shown) throws SQLException {
        database.set("gatehouse.invitation", shown.toString());
    }

    private int join(UUID organization, UUID account, String role) throws SQLException {
        return database.changed(
                "INSERT INTO membership (id, organization_id, account_id, role, version, created_at, updated_at)"
                        + " VALUES (gen_random_uuid(), '%s', '%s', '%s', 0, now(), now())"
                                .formatted(organization, account, role));
    }
}

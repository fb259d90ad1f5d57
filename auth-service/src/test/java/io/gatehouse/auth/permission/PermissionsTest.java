package io.gatehouse.auth.permission;

import static io.gatehouse.auth.AuthApi.newPerson;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Asked for with the list of mails, which needs {@code mails:read}, and a retry, which needs {@code mails:write}. */
@QuarkusTest
class PermissionsTest {

    @Test
    void aRoleAllowsWhatItsPermissionsName() throws SQLException {
        var support = AdminApi.tokenWith("support");

        AdminApi.mails(support, Map.of()).statusCode(200);
        AdminApi.retryMail(support, UUID.randomUUID()).statusCode(403).body("code", is("forbidden"));
    }

    @Test
    void whatIsTakenFromAnAccountIsGoneBeforeItsTokenIs() throws SQLException {
        var person = newPerson();
        giveRoles(person.accountId(), "{user,admin}");
        AdminApi.mails(person.accessToken(), Map.of()).statusCode(200);

        giveRoles(person.accountId(), "{user}");

        AdminApi.mails(person.accessToken(), Map.of()).statusCode(403);
    }

    @Test
    void aDisabledAccountMayDoNothing() throws SQLException {
        var person = newPerson();
        giveRoles(person.accountId(), "{user,admin}");
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", person.accountId());

        AdminApi.mails(person.accessToken(), Map.of()).statusCode(403);
    }

    private static void giveRoles(UUID account, String roles) throws SQLException {
        Database.update("UPDATE account SET roles = ?::text[] WHERE id = ?", roles, account);
    }
}

package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.gatehouse.auth.AuthApi.signup;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AccountsApi;
import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.auth.RoleApi;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding accounts and inviting people. */
@QuarkusTest
class AdminAccountsResourceTest {

    private final String mark = UUID.randomUUID().toString();
    private String admin;

    @BeforeEach
    void signIn() throws SQLException {
        admin = AdminApi.token();
    }

    @Test
    void theNewestAccountComesFirst() {
        var person = newPerson();

        AccountsApi.list(admin, Map.of("limit", 1))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("items[0].id", is(person.accountId().toString()))
                .body("items[0].email", is(person.email()))
                .body("items[0].status", is("active"))
                .body("items[0].roles", contains("user"))
                .body("items[0].password_set", is(true));
    }

    @Test
    void anAddressIsFoundByItsBeginningInAnyCase() {
        for (var address : List.of("c", "a", "b")) {
            signup(mark + "-" + address + "@example.org").statusCode(201);
        }
        signup("x" + mark + "@example.org").statusCode(201);

        assertThat(pagesOf(Map.of("email_prefix", mark.toUpperCase(Locale.ROOT), "limit", 2)))
                .containsExactly(mark + "-a@example.org", mark + "-b@example.org", mark + "-c@example.org");
    }

    @Test
    void anAddressIsFoundByAnyPartTheNewestFirst() {
        var addresses = new ArrayList<String>();
        for (var at = 0; at < 3; at++) {
            addresses.add("p" + at + "-" + mark + "@example.org");
            signup(addresses.getLast()).statusCode(201);
        }
        Collections.reverse(addresses);

        assertThat(pagesOf(Map.of("query", mark.substring(3), "limit", 2))).isEqualTo(addresses);
    }

    @Test
    void whatIsTooLittleToBeFoundInTheMiddleIsABeginning() {
        var local = mark.substring(0, 2) + "." + mark.substring(2, 4) + "." + mark;
        signup(local + "@example.org").statusCode(201);
        signup("x." + local + "@example.org").statusCode(201);

        assertThat(pagesOf(Map.of("query", local.substring(0, 6).toUpperCase(Locale.ROOT), "limit", 100)))
                .contains(local + "@example.org")
                .allMatch(found -> found.startsWith(local.substring(0, 6)));
    }

    @Test
    void signsThatPatternsAreMadeOfStandForThemselves() {
        signup("a_b-" + mark + "@example.org").statusCode(201);
        signup("axb-" + mark + "@example.org").statusCode(201);

        assertThat(pagesOf(Map.of("query", "a_b-" + mark))).containsExactly("a_b-" + mark + "@example.org");
        assertThat(pagesOf(Map.of("query", "%" + mark))).isEmpty();
    }

    @Test
    void whoIsInvitedChoosesAPasswordWithTheLinkOfTheMail() {
        var email = freshEmail();
        var invited = AccountsApi.invite(admin, email, "support")
                .statusCode(201)
                .body("email", is(email))
                .body("email_verified", is(false))
                .body("roles", contains("support", "user"))
                .body("password_set", is(false))
                .extract()
                .jsonPath();
        login(email, PASSWORD).statusCode(401).body("code", is("invalid_credentials"));
        var mail = Mailbox.await(email, 1);
        assertThat(mail.text()).contains("Grace Hopper", "7 days");

        post("/v1/auth/password/reset", Map.of("token", Mailbox.token(mail), "new_password", "wrong zebra paperclip"))
                .statusCode(204);

        login(email, "wrong zebra paperclip").statusCode(200);
        AccountsApi.get(admin, UUID.fromString(invited.getString("id")))
                .body("password_set", is(true))
                .body("email_verified", is(true));
        AuditApi.ofAccount(admin, UUID.fromString(invited.getString("id")))
                .body("items.action[-1]", is("account_invited"))
                .body("items.detail[-1].roles", contains("support", "user"));
    }

    @Test
    void anAddressIsInvitedOnce() {
        AccountsApi.invite(admin, newPerson().email()).statusCode(409).body("code", is("email_taken"));
    }

    @Test
    void aRoleThatNobodyKnowsIsRefused() {
        AccountsApi.invite(admin, freshEmail(), "queen")
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors[0].field", is("roles"));
    }

    @Test
    void nobodyInvitesSomebodyWhoMayDoMore() throws SQLException {
        var role = RoleApi.freshName();
        RoleApi.create(admin, role, "accounts:write").statusCode(201);
        var inviter = AdminApi.tokenWith(role);

        AccountsApi.invite(inviter, freshEmail(), "admin").statusCode(403).body("code", is("forbidden"));
        AccountsApi.invite(inviter, freshEmail(), role).statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"cursor, abc", "limit, 101"})
    void whatCannotBeReadIsRefused(String parameter, String value) {
        AccountsApi.list(admin, Map.of(parameter, value))
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors", hasSize(1))
                .body("errors[0].field", is(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "email_prefix"})
    void whatIsLongerThanAnAddressIsNotLookedFor(String parameter) {
        AccountsApi.list(admin, Map.of(parameter, "a".repeat(255)))
                .statusCode(400)
                .body("errors[0].field", is(parameter));
    }

    @Test
    void oneSearchAtATime() {
        AccountsApi.list(admin, Map.of("query", "abc", "email_prefix", "abc")).statusCode(400);
    }

    @Test
    void anInvitationWithoutAnAddressIsRefused() {
        given().auth()
                .oauth2(admin)
                .contentType(ContentType.JSON)
                .body(Map.of("display_name", "Grace Hopper"))
                .post("/v1/admin/accounts")
                .then()
                .statusCode(400)
                .body("errors[0].field", is("email"));
    }

    @Test
    void onlyWhoMayLooksOrInvites() throws SQLException {
        for (var token : List.of(newPerson().accessToken(), serviceToken())) {
            AccountsApi.list(token, Map.of()).statusCode(403).body("code", is("forbidden"));
            AccountsApi.invite(token, freshEmail()).statusCode(403);
        }
        var support = AdminApi.tokenWith("support");
        AccountsApi.list(support, Map.of()).statusCode(200);
        AccountsApi.invite(support, freshEmail()).statusCode(403);
        given().get("/v1/admin/accounts").then().statusCode(401).body("code", is("invalid_token"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/admin/accounts")
                .then()
                .statusCode(401);
    }

    private List<String> pagesOf(Map<String, ?> search) {
        var addresses = new ArrayList<String>();
        var parameters = new HashMap<String, Object>(search);
        do {
            var page = AccountsApi.list(admin, parameters)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            addresses.addAll(page.getList("items.email"));
            parameters.put("cursor", page.getString("next_cursor"));
        } while (parameters.get("cursor") != null);
        return addresses;
    }
}

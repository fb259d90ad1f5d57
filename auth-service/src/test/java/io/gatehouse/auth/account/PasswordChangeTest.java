package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.gatehouse.auth.PasswordApi.ANOTHER;
import static io.gatehouse.auth.PasswordApi.change;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passwords that their person knows, and replaces. */
@QuarkusTest
class PasswordChangeTest {

    @Test
    void theNewPasswordReplacesTheOldOne() {
        var person = newPerson();

        change(person.accessToken(), PASSWORD, ANOTHER).statusCode(204);

        login(person.email(), PASSWORD).statusCode(401);
        login(person.email(), ANOTHER).statusCode(200);
    }

    @Test
    void aChangeEndsAllOtherSessionsAndKeepsItsOwn() {
        var person = newPerson();
        String other = login(person.email(), PASSWORD).extract().path("refresh_token");

        change(person.accessToken(), PASSWORD, ANOTHER).statusCode(204);

        refresh(other).statusCode(401).body("code", is("session_revoked"));
        refresh(person.refreshToken()).statusCode(200);
    }

    @Test
    void aChangeIsToldByMail() {
        var person = newPerson();
        Mailbox.await(person.email(), 1);

        change(person.accessToken(), PASSWORD, ANOTHER).statusCode(204);

        assertThat(Mailbox.await(person.email(), 2).subject().toLowerCase(Locale.ROOT))
                .contains("password");
    }

    @Test
    void aChangeNeedsThePresentPassword() {
        var person = newPerson();

        change(person.accessToken(), "not the password", ANOTHER)
                .statusCode(401)
                .body("code", is("invalid_credentials"))
                .body("detail", is("the current password is wrong"))
                .header("WWW-Authenticate", "Bearer");

        login(person.email(), PASSWORD).statusCode(200);
    }

    @Test
    void aChangeNeedsATokenOfAPerson() {
        given().contentType(ContentType.JSON)
                .body(Map.of("current_password", PASSWORD, "new_password", ANOTHER))
                .post("/v1/auth/password/change")
                .then()
                .statusCode(401)
                .body("code", is("invalid_token"));
        change(serviceToken(), PASSWORD, ANOTHER).statusCode(403).body("code", is("forbidden"));
    }

    @Test
    void aNewPasswordThatIsTooShortIsNamed() {
        var person = newPerson();

        change(person.accessToken(), PASSWORD, "short")
                .statusCode(400)
                .body("errors.field", hasItem("new_password"))
                .body("errors[0].code", is("invalid_length"));
    }

    @Test
    void ofTwoChangesAtOnceOneWins() throws Exception {
        var person = newPerson();

        var statuses = Concurrently.times(
                2,
                () -> change(person.accessToken(), PASSWORD, ANOTHER).extract().statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(204, 401);
    }

    @Test
    void theSessionOfAnAccountThatIsGoneIsOver() throws Exception {
        var person = newPerson();
        Database.update("DELETE FROM account WHERE id = ?", person.accountId());

        change(person.accessToken(), PASSWORD, ANOTHER).statusCode(401).body("code", is("session_revoked"));
    }
}

package io.gatehouse.auth.session;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.auth.Mailbox;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NewDeviceTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/%<d.0";

    @Test
    void aSignInFromANewDeviceIsToldOnce() throws Exception {
        var email = newPerson().email();
        Mailbox.await(email, 1);
        Database.update("UPDATE account SET email_verified_at = now() WHERE email_canonical = ?", email);

        signIn(email, FIREFOX.formatted(141), "203.0.113.7");
        var mail = Mailbox.await(email, 2);
        signIn(email, FIREFOX.formatted(142), "203.0.113.8");

        assertThat(mail.text()).contains("Firefox on Linux", "203.0.113.7");
        allSent(email);
        assertThat(Mailbox.of(email)).hasSize(2);
    }

    @Test
    void theDeviceOfTheSignUpIsKnown() throws Exception {
        var person = newPerson();
        Mailbox.await(person.email(), 1);

        given().contentType(ContentType.JSON)
                .body(Map.of("email", person.email(), "password", PASSWORD))
                .post("/v1/auth/login")
                .then()
                .statusCode(200);

        allSent(person.email());
        assertThat(Mailbox.of(person.email())).hasSize(1);
    }

    @Test
    void whoHasNotVerifiedTheAddressCanMailNobodyWithIt() throws Exception {
        var email = newPerson().email();
        Mailbox.await(email, 1);

        signIn(email, FIREFOX.formatted(141), "203.0.113.7");

        allSent(email);
        assertThat(Mailbox.of(email)).hasSize(1);
    }

    @Test
    void theSessionRecordsWhereItBegan() throws Exception {
        var person = newPerson();

        signIn(person.email(), FIREFOX.formatted(141), "2001:db8::7");

        assertThat(Database.value("""
                SELECT device || ' ' || address FROM session
                WHERE account_id = ? ORDER BY created_at DESC LIMIT 1
                """, person.accountId())).isEqualTo("Firefox on Linux 2001:db8:0:0:0:0:0:7");
    }

    private static void signIn(String email, String userAgent, String address) {
        given().contentType(ContentType.JSON)
                .header("User-Agent", userAgent)
                .header("X-Forwarded-For", address)
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/v1/auth/login")
                .then()
                .statusCode(200);
    }

    private static void allSent(String email) {
        await().until(() -> Database.value(
                        "SELECT count(*) FROM mail_message WHERE recipient = ? AND status = 'queued'", email)
                .equals("0"));
    }
}

package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.Mailbox;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OrganizationInvitationTest {

    private static final String ORGANIZATION = "Analytical Engines";

    private final UUID id = Ids.next();
    private final String email = UUID.randomUUID() + "@example.com";
    private final Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);

    @Test
    void aMailSaysWhoInvitesAndItsTokenIsKeptAsAHash() throws Exception {
        mail(id, email, ORGANIZATION, tomorrow).statusCode(204);

        var mail = Mailbox.await(email, 1);
        assertThat(mail.text()).contains("\"" + ORGANIZATION + "\"", "/account/invitation#token=");
        var token = Mailbox.token(mail);
        prove(token, null)
                .statusCode(200)
                .body("invitation_id", is(id.toString()))
                .body("size()", is(1));
        prove(token, null).body("invitation_id", is(id.toString()));
        assertThat(Database.value("SELECT parameters::text FROM mail_message WHERE id = ?", id))
                .doesNotContain(token);
    }

    @Test
    void oneInvitationIsOneMail() {
        for (var i = 0; i < 3; i++) {
            mail(id, email, ORGANIZATION, tomorrow).statusCode(204);
        }
        mail(Ids.next(), email, "Another", tomorrow).statusCode(204);

        Mailbox.await(email, 2);

        assertThat(Mailbox.of(email))
                .filteredOn(mail -> mail.text().contains(ORGANIZATION))
                .hasSize(1);
    }

    @Test
    void aTokenIsWorthSomethingToWhoHasProvedTheAddress() throws Exception {
        var person = newPerson();
        var other = newPerson();
        mail(id, person.email(), ORGANIZATION, tomorrow).statusCode(204);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Mailbox.of(person.email()).stream()
                .anyMatch(mail -> mail.text().contains(ORGANIZATION)));
        var token = Mailbox.token(Mailbox.of(person.email()).stream()
                .filter(mail -> mail.text().contains(ORGANIZATION))
                .findFirst()
                .orElseThrow());

        prove(token, other.accountId()).body("addressee", is("another"));
        prove(token, UUID.randomUUID()).body("addressee", is("another"));
        prove(token, person.accountId()).body("addressee", is("unverified"));
        Database.update("UPDATE account SET email_verified_at = now() WHERE id = ?", person.accountId());
        prove(token, person.accountId())
                .statusCode(200)
                .body("addressee", is("verified"))
                .body("invitation_id", is(id.toString()));
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", person.accountId());
        prove(token, person.accountId()).body("addressee", is("another"));
    }

    @Test
    void whatHasExpiredIsWorthNothing() throws Exception {
        mail(id, email, ORGANIZATION, tomorrow).statusCode(204);
        var token = Mailbox.token(Mailbox.await(email, 1));
        Database.update("UPDATE one_time_link SET expires_at = now() - interval '1 second' WHERE id = ?", id);

        prove(token, null).statusCode(200).body("$", anEmptyMap());
        prove("x".repeat(43), null).body("$", anEmptyMap());
    }

    @Test
    void whatExpiredBeforeItLeftIsDropped() {
        mail(id, email, ORGANIZATION, Instant.now().minusSeconds(1)).statusCode(204);

        awaitDropped();
        assertThat(Mailbox.of(email)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@stra\u00DFe.example", "\uFB01n@example.com"})
    void anAddressThatNoAccountCanHaveIsWrittenToByNobody(String address) {
        mail(id, address, ORGANIZATION, tomorrow).statusCode(204);

        awaitDropped();
    }

    @Test
    void nobodySendsALinkByTheNameOfAnOrganization() {
        mail(id, email, "visit evil.example now", tomorrow).statusCode(204);

        assertThat(Mailbox.await(email, 1).text()).doesNotContain("evil").contains("invited to an organization at");
    }

    @Test
    void noOtherLinkIsWorthAnInvitation() {
        var person = newPerson();
        var token = Mailbox.token(Mailbox.await(person.email(), 1));

        prove(token, null).statusCode(200).body("$", anEmptyMap());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gateway"})
    void theDoorIsForServicesWithItsScope(String client) {
        var token = client.isEmpty() ? newPerson().accessToken() : serviceToken(client);

        send(token, "PUT", "/" + id, body(email, ORGANIZATION, tomorrow))
                .statusCode(403)
                .body("code", is("forbidden"));
        send(token, "POST", "/proof", "{\"token\":\"x\"}").statusCode(403).body("code", is("forbidden"));
        given().contentType(ContentType.JSON)
                .body("{\"token\":\"x\"}")
                .post("/internal/v1/invitations/proof")
                .then()
                .statusCode(401)
                .body("code", is("invalid_token"));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        mail(id, "nobody", ORGANIZATION, tomorrow)
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors.field", contains("email"));
        send(serviceToken("user-service"), "POST", "/proof", "{}")
                .statusCode(400)
                .body("errors.field", contains("token"));
    }

    private void awaitDropped() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> "dropped"
                .equals(Database.value("SELECT status FROM mail_message WHERE id = ?", id)));
    }

    private static ValidatableResponse mail(UUID id, String email, String organization, Instant expiresAt) {
        return send(serviceToken("user-service"), "PUT", "/" + id, body(email, organization, expiresAt));
    }

    private static ValidatableResponse prove(String token, UUID account) {
        var body = account == null
                ? "{\"token\":\"" + token + "\"}"
                : "{\"token\":\"" + token + "\",\"account_id\":\"" + account + "\"}";
        return send(serviceToken("user-service"), "POST", "/proof", body);
    }

    private static String body(String email, String organization, Instant expiresAt) {
        return "{\"email\":\"%s\",\"organization\":\"%s\",\"expires_at\":\"%s\"}"
                .formatted(email, organization, expiresAt);
    }

    private static ValidatableResponse send(String token, String method, String path, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .request(method, "/internal/v1/invitations" + path)
                .then();
    }
}

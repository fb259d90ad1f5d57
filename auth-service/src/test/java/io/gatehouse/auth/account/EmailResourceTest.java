package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.account;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EmailResourceTest {

    @Test
    void theLinkOfTheFirstMailVerifiesTheAddressOnce() {
        var person = newPerson();
        var token = Mailbox.token(Mailbox.await(person.email(), 1));

        verify(token).statusCode(204);

        account(person.accessToken()).body("email_verified", is(true));
        invalid(verify(token));
    }

    @Test
    void theCodeOfTheMailVerifiesToo() {
        var person = newPerson();
        var code = Mailbox.code(Mailbox.await(person.email(), 1));

        post("/v1/auth/email/verify", Map.of("email", person.email(), "code", code.replace(" ", "")))
                .statusCode(204);

        account(person.accessToken()).body("email_verified", is(true));
    }

    @Test
    void anotherMailIsSentOnRequestAndBothLinksHold() {
        var person = newPerson();
        var first = Mailbox.token(Mailbox.await(person.email(), 1));

        resend(person.email()).statusCode(202);
        var second = Mailbox.token(Mailbox.await(person.email(), 2));

        assertThat(second).isNotEqualTo(first);
        verify(first).statusCode(204);
    }

    @Test
    void resendingAnswersAlikeForEveryAddressAndMailsNobodyInVain() throws Exception {
        var verified = newPerson();
        verify(Mailbox.token(Mailbox.await(verified.email(), 1))).statusCode(204);
        var unknown = freshEmail();

        var answers = java.util.stream.Stream.of(verified.email(), unknown)
                .map(address -> resend(address).statusCode(202).extract().asString())
                .distinct();

        assertThat(answers).hasSize(1);
        nothingQueued(verified.email());
        nothingQueued(unknown);
        assertThat(Mailbox.of(verified.email())).hasSize(1);
        assertThat(Mailbox.of(unknown)).isEmpty();
    }

    @Test
    void aNewAddressHoldsOnceItIsVerifiedAndTheOldOneIsTold() {
        var person = newPerson();
        Mailbox.await(person.email(), 1);
        var wanted = freshEmail();

        change(person, wanted).statusCode(200).body("email", is(person.email())).body("pending_email", is(wanted));
        var token = Mailbox.token(Mailbox.await(wanted, 1));
        login(wanted, PASSWORD).statusCode(401);
        verify(token).statusCode(204);

        login(wanted, PASSWORD).statusCode(200);
        login(person.email(), PASSWORD).statusCode(401);
        account(person.accessToken())
                .body("email", is(wanted))
                .body("email_verified", is(true))
                .body("pending_email", nullValue());
        assertThat(Mailbox.await(person.email(), 2).text()).doesNotContain(wanted);
    }

    @Test
    void aMovedAccountIsAnEvent() throws Exception {
        var person = newPerson();
        var wanted = freshEmail();
        change(person, wanted).statusCode(200);

        verify(Mailbox.token(Mailbox.await(wanted, 1))).statusCode(204);

        assertThat(Database.value(
                        "SELECT payload FROM outbox_event WHERE aggregateid = ? AND type = 'account.email_changed.v1'",
                        person.accountId()))
                .isEqualTo("{\"account_id\": \"%s\"}".formatted(person.accountId()));
    }

    @Test
    void anAddressThatSomebodyHasIsNotGivenAwayAndItsOwnerIsTold() {
        var owner = newPerson();
        Mailbox.await(owner.email(), 1);
        var person = newPerson();

        change(person, owner.email()).statusCode(200).body("pending_email", is(owner.email()));

        assertThat(Mailbox.await(owner.email(), 2).text()).doesNotContain("#token=");
    }

    @Test
    void anAddressTakenMeanwhileIsRefusedAtTheEnd() {
        var person = newPerson();
        var wanted = freshEmail();
        change(person, wanted).statusCode(200);
        var token = Mailbox.token(Mailbox.await(wanted, 1));
        io.gatehouse.auth.AuthApi.signup(wanted).statusCode(201);

        verify(token).statusCode(409).body("code", is("email_taken"));

        account(person.accessToken()).body("email", is(person.email()));
    }

    @Test
    void ofTwoAccountsThatWantOneAddressOneGetsIt() throws Exception {
        var wanted = freshEmail();
        var one = newPerson();
        var other = newPerson();
        change(one, wanted).statusCode(200);
        var tokenOfOne = Mailbox.token(Mailbox.await(wanted, 1));
        change(other, wanted).statusCode(200);
        var tokenOfOther = Mailbox.token(Mailbox.await(wanted, 2));
        var tokens = new java.util.concurrent.ConcurrentLinkedQueue<>(java.util.List.of(tokenOfOne, tokenOfOther));

        var statuses =
                Concurrently.times(2, () -> verify(tokens.remove()).extract().statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(204, 409);
    }

    @Test
    void anEarlierWishIsNoLongerValid() {
        var person = newPerson();
        var first = freshEmail();
        change(person, first).statusCode(200);
        var token = Mailbox.token(Mailbox.await(first, 1));

        change(person, freshEmail()).statusCode(200);

        invalid(verify(token));
    }

    @Test
    void askingForThePresentAddressTakesTheWishBack() {
        var person = newPerson();
        change(person, freshEmail()).statusCode(200);

        change(person, person.email()).statusCode(200).body("pending_email", nullValue());
    }

    @Test
    void aChangeTakesPasswordResetsToTheOldAddressBack() {
        var person = newPerson();
        Mailbox.await(person.email(), 1);
        post("/v1/auth/password/forgot", Map.of("email", person.email())).statusCode(202);
        var reset = Mailbox.token(Mailbox.await(person.email(), 2));
        var wanted = freshEmail();
        change(person, wanted).statusCode(200);

        verify(Mailbox.token(Mailbox.await(wanted, 1))).statusCode(204);

        invalid(post("/v1/auth/password/reset", Map.of("token", reset, "new_password", "staple-violet-anchor-17")));
    }

    @Test
    void aChangeNeedsThePassword() {
        var person = newPerson();

        patch(person.accessToken(), "*", Map.of("email", freshEmail(), "current_password", "not the password"))
                .statusCode(401)
                .body("code", is("invalid_credentials"));
    }

    @Test
    void aChangeNeedsTheVersionItIsBasedOn() {
        var person = newPerson();
        var body = Map.of("email", freshEmail(), "current_password", PASSWORD);

        given().contentType(ContentType.JSON)
                .auth()
                .oauth2(person.accessToken())
                .body(body)
                .patch("/v1/auth/account")
                .then()
                .statusCode(428)
                .body("code", is("precondition_required"));
        patch(person.accessToken(), "\"41\"", body).statusCode(412).body("code", is("version_conflict"));
    }

    @Test
    void ofManyChangesBasedOnOneVersionOneHolds() throws Exception {
        var person = newPerson();
        var version = account(person.accessToken()).extract().header("ETag");

        // As many as may try one password at once.
        var statuses = Concurrently.times(5, () -> patch(
                        person.accessToken(), version, Map.of("email", freshEmail(), "current_password", PASSWORD))
                .extract()
                .statusCode());

        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 412)).isEqualTo(4);
    }

    @Test
    void aChangeNeedsATokenOfAPerson() {
        var body = Map.of("email", freshEmail(), "current_password", PASSWORD);

        given().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .patch("/v1/auth/account")
                .then()
                .statusCode(401)
                .body("code", is("invalid_token"));
        patch(serviceToken(), "*", body).statusCode(403).body("code", is("forbidden"));
    }

    @Test
    void theSessionOfAnAccountThatIsGoneIsOver() throws Exception {
        var person = newPerson();
        Database.update("DELETE FROM account WHERE id = ?", person.accountId());

        change(person, freshEmail()).statusCode(401).body("code", is("session_revoked"));
    }

    @Test
    void readingALinkChangesNothing() {
        var person = newPerson();
        var mail = Mailbox.await(person.email(), 1);

        for (var link : mail.links()) {
            var path = java.net.URI.create(link).getPath();
            given().get(path).then().statusCode(200).header("Referrer-Policy", is("no-referrer"));
            given().head(path).then().statusCode(200);
        }

        account(person.accessToken()).body("email_verified", is(false));
        verify(Mailbox.token(mail)).statusCode(204);
    }

    @Test
    void anUnknownPageIsNotFound() {
        given().get("/account/nothing").then().statusCode(404).body("code", is("not_found"));
    }

    private static ValidatableResponse verify(String token) {
        return post("/v1/auth/email/verify", Map.of("token", token));
    }

    private static ValidatableResponse resend(String email) {
        return post("/v1/auth/email/verification", Map.of("email", email));
    }

    private static ValidatableResponse change(Person person, String wanted) {
        return patch(person.accessToken(), "*", Map.of("email", wanted, "current_password", PASSWORD));
    }

    private static ValidatableResponse patch(String accessToken, String version, Object body) {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(accessToken)
                .header("If-Match", version)
                .body(body)
                .patch("/v1/auth/account")
                .then();
    }

    private static void nothingQueued(String email) {
        await().until(() -> Database.value(
                        "SELECT count(*) FROM mail_message WHERE recipient = ? AND status = 'queued'", email)
                .equals("0"));
    }

    private static void invalid(ValidatableResponse response) {
        response.statusCode(422).body("code", is("one_time_token_invalid"));
    }
}

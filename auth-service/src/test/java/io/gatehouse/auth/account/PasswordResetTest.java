package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.account;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.PasswordApi.ANOTHER;
import static io.gatehouse.auth.PasswordApi.change;
import static io.gatehouse.auth.PasswordApi.forgot;
import static io.gatehouse.auth.PasswordApi.forgotten;
import static io.gatehouse.auth.PasswordApi.reset;
import static io.gatehouse.auth.PasswordApi.resetByCode;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.local.server.Mail;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Passwords that were forgotten, and are replaced by mail. */
@QuarkusTest
class PasswordResetTest {

    @Test
    void whoForgotThePasswordGetsALinkThatReplacesIt() {
        var person = newPerson();

        var token = Mailbox.token(forgotten(person));
        reset(token, ANOTHER).statusCode(204);

        login(person.email(), PASSWORD).statusCode(401);
        login(person.email(), ANOTHER).statusCode(200);
    }

    @Test
    void theCodeOfTheMailDoesWhatTheLinkDoes() {
        var person = newPerson();

        var code = Mailbox.code(forgotten(person));
        resetByCode(person.email().toUpperCase(Locale.ROOT), code, ANOTHER).statusCode(204);

        login(person.email(), ANOTHER).statusCode(200);
    }

    @Test
    void aResetEndsEverySessionAndVerifiesTheAddress() {
        var person = newPerson();

        reset(Mailbox.token(forgotten(person)), ANOTHER).statusCode(204);

        refresh(person.refreshToken()).statusCode(401).body("code", is("session_revoked"));
        String access = login(person.email(), ANOTHER).extract().path("access_token");
        account(access).body("email_verified", is(true));
    }

    @Test
    void ofTwoHundredAttemptsWithOneLinkExactlyOneSucceeds() throws Exception {
        var person = newPerson();
        var token = Mailbox.token(forgotten(person));

        var statuses =
                Concurrently.times(200, () -> reset(token, ANOTHER).extract().statusCode());

        assertThat(Collections.frequency(statuses, 204)).isEqualTo(1);
        assertThat(statuses).isSubsetOf(204, 422, 503);
    }

    @Test
    void ofTwoLinksOfOneAccountAtOnceOneSucceeds() throws Exception {
        var person = newPerson();
        var tokens = new ConcurrentLinkedQueue<String>();
        tokens.add(Mailbox.token(forgotten(person)));
        tokens.add(Mailbox.token(forgotten(person)));

        var statuses = Concurrently.times(
                2, () -> reset(tokens.remove(), ANOTHER).extract().statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(204, 422);
    }

    @Test
    void noSessionOfTheOldPasswordOutlivesAReset() throws Exception {
        var person = newPerson();
        var token = Mailbox.token(forgotten(person));
        var turn = new AtomicInteger();

        var opened = Concurrently.times(
                6,
                () -> turn.getAndIncrement() == 0
                        ? resetAndTell(token)
                        : Optional.<String>ofNullable(
                                login(person.email(), PASSWORD).extract().path("refresh_token")));

        assertThat(opened.stream().flatMap(Optional::stream))
                .allSatisfy(old -> refresh(old).statusCode(401).body("code", is("session_revoked")));
    }

    @Test
    void aResetTakesBackTheWishForAnotherAddress() {
        var person = newPerson();
        var token = Mailbox.token(forgotten(person));
        wishForAnotherAddress(person).statusCode(200);

        reset(token, ANOTHER).statusCode(204);

        account(person.accessToken()).body("pending_email", nullValue());
    }

    @Test
    void noWishForAnotherAddressOutlivesAResetAtTheSameTime() throws Exception {
        var person = newPerson();
        var token = Mailbox.token(forgotten(person));
        var turn = new AtomicInteger();

        var statuses = Concurrently.times(4, () -> {
            var answer = turn.getAndIncrement() == 0 ? reset(token, ANOTHER) : wishForAnotherAddress(person);
            return answer.extract().statusCode();
        });

        assertThat(statuses).contains(204).isSubsetOf(204, 200, 401, 412);
        account(person.accessToken()).body("pending_email", nullValue());
    }

    @Test
    void aRightCodeIsNotUsedUpByAPasswordThatIsRefused() {
        var person = newPerson();
        var code = Mailbox.code(forgotten(person));

        for (var attempt = 0; attempt < 6; attempt++) {
            resetByCode(person.email(), code, "short").statusCode(400);
        }

        resetByCode(person.email(), code, ANOTHER).statusCode(204);
    }

    @Test
    void aUsedLinkIsNoLongerValidAndNeitherAreItsSiblings() {
        var person = newPerson();
        var first = Mailbox.token(forgotten(person));
        var second = Mailbox.token(forgotten(person));

        reset(second, ANOTHER).statusCode(204);

        invalid(reset(second, ANOTHER));
        invalid(reset(first, ANOTHER));
    }

    @Test
    void aLinkOfAnotherPurposeResetsNothing() {
        var person = newPerson();
        var verification = Mailbox.token(Mailbox.await(person.email(), 1));

        invalid(reset(verification, ANOTHER));

        post("/v1/auth/email/verify", Map.of("token", verification)).statusCode(204);
    }

    @Test
    void anExpiredLinkIsNoLongerValid() throws Exception {
        var person = newPerson();
        var token = Mailbox.token(forgotten(person));
        Database.update("UPDATE one_time_link SET expires_at = now() WHERE account_id = ?", person.accountId());

        invalid(reset(token, ANOTHER));
    }

    @Test
    void anUnknownTokenIsNotValid() {
        invalid(reset("A".repeat(43), ANOTHER));
    }

    @Test
    void aWeakPasswordDoesNotUseTheLinkUp() {
        var person = newPerson();
        var token = Mailbox.token(forgotten(person));

        reset(token, "short").statusCode(400);

        reset(token, ANOTHER).statusCode(204);
    }

    @Test
    void aCodeDiesAfterTwentyWrongOnesAndTheLinkLivesOn() throws Exception {
        var person = newPerson();
        var mail = forgotten(person);
        var wrong = wrongCode(mail);
        // One after the other, from here, would meet the limit of guesses first.
        Database.update("UPDATE one_time_link SET code_attempts = 19 WHERE account_id = ?", person.accountId());
        invalid(resetByCode(person.email(), wrong, ANOTHER));

        invalid(resetByCode(person.email(), Mailbox.code(mail), ANOTHER));

        reset(Mailbox.token(mail), ANOTHER).statusCode(204);
    }

    @Test
    void aStrangerInOneNetworkDoesNotUseUpACode() {
        var person = newPerson();
        var mail = forgotten(person);
        var statuses = new HashSet<Integer>();
        for (var attempt = 0; attempt < 25; attempt++) {
            statuses.add(resetByCode(person.email(), wrongCode(mail), ANOTHER)
                    .extract()
                    .statusCode());
        }
        assertThat(statuses).containsExactlyInAnyOrder(422, 429);

        given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", "198.51.100.7")
                .body(Map.of("email", person.email(), "code", Mailbox.code(mail), "new_password", ANOTHER))
                .post("/v1/auth/password/reset")
                .then()
                .statusCode(204);
    }

    @Test
    void anothersCodeIsNotValid() {
        var person = newPerson();
        var code = Mailbox.code(forgotten(person));

        invalid(resetByCode(newPerson().email(), code, ANOTHER));
    }

    @Test
    void eitherTokenOrCodeIsNeeded() {
        post("/v1/auth/password/reset", Map.of("new_password", ANOTHER))
                .statusCode(400)
                .body("errors[0].field", is("token"));
        post("/v1/auth/password/reset", Map.of("new_password", ANOTHER, "email", freshEmail()))
                .statusCode(400);
        post("/v1/auth/password/reset", Map.of("new_password", ANOTHER, "token", "t", "code", "1234 5678"))
                .statusCode(400);
    }

    @Test
    void anUnknownAddressGetsTheSameAnswerAndNoMail() throws Exception {
        var unknown = freshEmail();

        var answer = forgot(unknown).statusCode(202).extract().asString();

        assertThat(forgot(newPerson().email()).statusCode(202).extract().asString())
                .isEqualTo(answer);
        nothingQueued(unknown);
        assertThat(Mailbox.of(unknown)).isEmpty();
    }

    @Test
    void anAddressIsSentAFewMailsAnHourAndNoMore() throws Exception {
        var person = newPerson();

        for (var time = 0; time < 8; time++) {
            forgot(person.email()).statusCode(202);
        }

        nothingQueued(person.email());
        assertThat(Mailbox.of(person.email())).hasSize(1 + 5);
    }

    @RepeatedTest(5)
    void ofManyMailsAtOnceNoneIsOneTooMany() throws Exception {
        var person = newPerson();

        Concurrently.times(30, () -> forgot(person.email()).statusCode(202));

        nothingQueued(person.email());
        assertThat(Mailbox.of(person.email())).hasSize(1 + 5);
    }

    @Test
    void aChangedPasswordBringsNoFurtherMails() throws Exception {
        var person = newPerson();
        for (var time = 0; time < 5; time++) {
            forgot(person.email()).statusCode(202);
        }
        nothingQueued(person.email());

        change(person.accessToken(), PASSWORD, ANOTHER).statusCode(204);
        forgot(person.email()).statusCode(202);

        nothingQueued(person.email());
        assertThat(Mailbox.of(person.email())).hasSize(1 + 5 + 1);
    }

    @Test
    void aDisabledAccountIsSentNothing() throws Exception {
        var person = newPerson();
        Mailbox.await(person.email(), 1);
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", person.accountId());

        forgot(person.email()).statusCode(202);

        nothingQueued(person.email());
        assertThat(Mailbox.of(person.email())).hasSize(1);
    }

    private static String wrongCode(Mail mail) {
        return Mailbox.code(mail).startsWith("0") ? "1111 1111" : "0000 0000";
    }

    private static void nothingQueued(String email) {
        await().until(() -> Database.value(
                        "SELECT count(*) FROM mail_message WHERE recipient = ? AND status = 'queued'", email)
                .equals("0"));
    }

    private static ValidatableResponse wishForAnotherAddress(Person person) {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(person.accessToken())
                .header("If-Match", "*")
                .body(Map.of("email", freshEmail(), "current_password", PASSWORD))
                .patch("/v1/auth/account")
                .then();
    }

    private static Optional<String> resetAndTell(String token) {
        reset(token, ANOTHER).statusCode(204);
        return Optional.empty();
    }

    private static void invalid(ValidatableResponse response) {
        response.statusCode(422).body("code", is("one_time_token_invalid"));
    }
}

package io.gatehouse.auth.session;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.SmtpTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SessionResourceTest {

    private static final String SESSION_OF = "(SELECT id FROM session WHERE account_id = ?)";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    RefreshTokenRepository tokens;

    private Person person;

    @BeforeEach
    void signUp() {
        person = newPerson();
    }

    @Test
    void aRefreshYieldsNewTokensOfTheSameSession() throws Exception {
        refresh(person.refreshToken())
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("refresh_token", not(person.refreshToken()))
                .body("access_token", not(person.accessToken()))
                .body("expires_in", is(900));

        assertThat(Database.value("SELECT count(*) FROM session WHERE account_id = ?", person.accountId()))
                .isEqualTo("1");
    }

    @Test
    void fiftyAtOnceGetTheSameSuccessorOfOneRotation() throws Exception {
        var successors = Concurrently.times(
                50,
                () -> refresh(person.refreshToken()).statusCode(200).extract().<String>path("refresh_token"));

        assertThat(new HashSet<>(successors)).hasSize(1);
        assertThat(tokensInTheDatabase()).isEqualTo("2");
        refresh(successors.getFirst()).statusCode(200);
    }

    @Test
    void aLongChainOfRefreshesIsOneSession() {
        var token = person.refreshToken();
        for (var i = 0; i < 5; i++) {
            token = successorOf(token);
        }

        refresh(token).statusCode(200);
    }

    @Test
    void afterTheGraceTheSameTokenEndsTheSession() throws Exception {
        var successor = successorOf(person.refreshToken());
        letTheGracePass();

        refresh(person.refreshToken()).statusCode(401).body("code", is("refresh_token_reused"));

        refresh(successor).statusCode(401).body("code", is("session_revoked"));
        refresh(person.refreshToken()).statusCode(401).body("code", is("refresh_token_reused"));
        assertThat(Database.value("SELECT end_reason FROM session WHERE account_id = ?", person.accountId()))
                .isEqualTo("refresh_token_reused");
    }

    @Test
    void onceTheSuccessorIsUsedTheTokenEndsTheSessionWithinTheGrace() {
        refresh(successorOf(person.refreshToken())).statusCode(200);

        refresh(person.refreshToken()).statusCode(401).body("code", is("refresh_token_reused"));
    }

    @Test
    void theftIsToldOnceByEventAndMail() throws Exception {
        successorOf(person.refreshToken());
        letTheGracePass();

        var codes = Concurrently.times(
                10,
                () -> refresh(person.refreshToken()).statusCode(401).extract().<String>path("code"));

        assertThat(codes).containsOnly("refresh_token_reused");
        assertThat(Database.value(
                        "SELECT count(*) FROM outbox_event WHERE aggregateid = ? AND type = 'session.compromised.v1'",
                        person.accountId()))
                .isEqualTo("1");
        await().until(() -> SmtpTestResource.inbox().mailsTo(person.email()).stream()
                        .filter(mail -> mail.subject().contains("session was ended"))
                        .count()
                == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\uD83D\uDD11"})
    void anUnknownTokenIsInvalid(String token) {
        refresh(token).statusCode(401).body("code", is("invalid_token"));
    }

    @Test
    void anAccessTokenIsNoRefreshToken() {
        refresh(person.accessToken().substring(0, 512)).statusCode(401).body("code", is("invalid_token"));
    }

    @Test
    void aTokenThatWaitedTooLongHasExpired() throws Exception {
        Database.update(
                "UPDATE refresh_token SET expires_at = now() WHERE session_id IN " + SESSION_OF, person.accountId());

        refresh(person.refreshToken()).statusCode(401).body("code", is("token_expired"));
    }

    @Test
    void aSessionEndsWithItsLifetime() throws Exception {
        Database.update("UPDATE session SET expires_at = now() WHERE account_id = ?", person.accountId());

        refresh(person.refreshToken()).statusCode(401).body("code", is("session_revoked"));
    }

    @Test
    void aRefreshTokenNeverOutlivesItsSession() throws Exception {
        Database.update(
                "UPDATE session SET expires_at = now() + interval '1 hour' WHERE account_id = ?", person.accountId());

        int seconds = refresh(person.refreshToken()).statusCode(200).extract().path("refresh_expires_in");

        assertThat(seconds).isBetween(3_500, 3_600);
    }

    /** As a database does that hung: nobody has heard of the successor, and the token is presented again. */
    @Test
    void theGraceBeginsWhenTheExchangeIsCarriedOut() {
        var successor = RefreshToken.random();
        var asked = Instant.now().minus(Duration.ofMinutes(1));
        tokens.rotate(new RefreshToken(person.refreshToken()), successor, Duration.ofDays(14), asked)
                .await()
                .atMost(PATIENCE);

        assertThat(successorOf(person.refreshToken())).isEqualTo(successor.value());
    }

    @Test
    void aDisabledAccountGetsNoTokens() throws Exception {
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", person.accountId());

        refresh(person.refreshToken()).statusCode(403).body("code", is("account_disabled"));
    }

    @Test
    void theDatabaseKnowsNoTokenInTheClear() throws Exception {
        var successor = successorOf(person.refreshToken());

        var rows = Database.value(
                "SELECT string_agg(encode(token_hash, 'escape') || coalesce(encode(successor_sealed, 'escape'), ''), '')"
                        + " FROM refresh_token WHERE session_id IN " + SESSION_OF,
                person.accountId());

        assertThat(rows).isNotBlank().doesNotContain(person.refreshToken()).doesNotContain(successor);
    }

    @Test
    void logoutEndsThisSessionOnly() {
        String other = login(person.email(), PASSWORD).extract().path("refresh_token");

        logout(person.accessToken()).statusCode(204);

        refresh(person.refreshToken()).statusCode(401).body("code", is("session_revoked"));
        refresh(other).statusCode(200);
        logout(person.accessToken()).statusCode(204);
    }

    @Test
    void logoutNeedsAPerson() {
        given().post("/v1/auth/logout").then().statusCode(401).body("code", is("invalid_token"));
        logout(serviceToken()).statusCode(403).body("code", is("forbidden"));
    }

    private static String successorOf(String token) {
        return refresh(token).statusCode(200).extract().path("refresh_token");
    }

    private void letTheGracePass() throws SQLException {
        Database.update(
                "UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE session_id IN " + SESSION_OF,
                person.accountId());
    }

    private String tokensInTheDatabase() throws SQLException {
        return Database.value(
                "SELECT count(*) FROM refresh_token WHERE session_id IN " + SESSION_OF, person.accountId());
    }
}

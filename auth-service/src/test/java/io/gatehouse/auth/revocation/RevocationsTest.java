package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.restassured.RestAssured.given;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationsTest {

    private static final String ANOTHER = "staple-violet-anchor-17";

    @Inject
    StreamInRedis stream;

    @Inject
    StreamTrimming trimming;

    @Inject
    AccountClosing closing;

    private Person person;
    private UUID sessionId;

    @BeforeEach
    void signUp() throws Exception {
        person = newPerson();
        sessionId = newestSession();
    }

    @Test
    void aSignOutIsToldBeforeItIsAnswered() {
        logout(person.accessToken()).statusCode(204);

        var entry = stream.entries().getLast();
        assertThat(entry.sid()).isEqualTo(sessionId);
        assertThat(entry.expiresAt()).isCloseTo(Instant.now().plusSeconds(930), within(20, SECONDS));
    }

    @Test
    void aSessionIsToldOnce() {
        logout(person.accessToken()).statusCode(204);
        logout(person.accessToken()).statusCode(204);

        assertThat(stream.sessions()).containsOnlyOnce(sessionId);
    }

    @Test
    void sessionsThatAPersonEndsAreTold() throws Exception {
        login(person.email(), PASSWORD).statusCode(200);
        var second = newestSession();
        login(person.email(), PASSWORD).statusCode(200);
        var third = newestSession();

        delete("/v1/auth/sessions/" + second);
        assertThat(stream.sessions()).contains(second).doesNotContain(sessionId, third);
        delete("/v1/auth/sessions");

        assertThat(stream.sessions()).contains(third).doesNotContain(sessionId);
    }

    @Test
    void theftIsToldThoughTheRequestIsRefused() throws Exception {
        refresh(person.refreshToken()).statusCode(200);
        Database.update(
                "UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE session_id = ?", sessionId);

        refresh(person.refreshToken()).statusCode(401);

        assertThat(stream.sessions()).contains(sessionId);
    }

    @Test
    void aChangedPasswordIsToldToAllOtherSessions() throws Exception {
        login(person.email(), PASSWORD).statusCode(200);
        var other = newestSession();

        given().auth()
                .oauth2(person.accessToken())
                .contentType(ContentType.JSON)
                .body(Map.of("current_password", PASSWORD, "new_password", ANOTHER))
                .post("/v1/auth/password/change")
                .then()
                .statusCode(204);

        assertThat(stream.sessions()).contains(other).doesNotContain(sessionId);
    }

    @Test
    void aResetPasswordIsToldToEverySession() throws Exception {
        Mailbox.await(person.email(), 1);
        post("/v1/auth/password/forgot", Map.of("email", person.email())).statusCode(202);
        var token = Mailbox.token(Mailbox.await(person.email(), 2));

        post("/v1/auth/password/reset", Map.of("token", token, "new_password", ANOTHER))
                .statusCode(204);

        assertThat(stream.sessions()).contains(sessionId);
    }

    /** Once for the account, and for its sessions: a token may be from an instance whose clock is ahead. */
    @Test
    void anAccountThatIsClosedIsToldWithItsSessionsAndWithoutARequest() throws Throwable {
        var before = Instant.now();

        VertxContextSupport.subscribeAndAwait(() -> closing.close(person.accountId()));

        await().until(() ->
                stream.entries().stream().anyMatch(entry -> person.accountId().equals(entry.sub())));
        var entry = stream.entries().stream()
                .filter(told -> person.accountId().equals(told.sub()))
                .findFirst()
                .orElseThrow();
        assertThat(entry.notBefore()).isAfter(before).isBefore(before.plusSeconds(10));
        assertThat(stream.sessions()).contains(sessionId);
    }

    @Test
    void entriesLeaveTheStreamOnceTheirTokensHaveExpired() throws Throwable {
        var old = UUID.randomUUID();
        stream.clear();
        stream.append(Revocation.ofSession(old, Instant.now()), Instant.now().minus(Duration.ofMinutes(18)));
        logout(person.accessToken()).statusCode(204);

        VertxContextSupport.subscribeAndAwait(() -> trimming.trim());

        assertThat(stream.sessions()).contains(sessionId).doesNotContain(old);
    }

    private void delete(String path) {
        given().auth().oauth2(person.accessToken()).delete(path).then().statusCode(204);
    }

    private UUID newestSession() throws SQLException {
        return UUID.fromString(Database.value(
                "SELECT id FROM session WHERE account_id = ? ORDER BY id DESC LIMIT 1", person.accountId()));
    }
}

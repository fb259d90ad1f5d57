package io.gatehouse.auth.erasure;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.gatehouse.auth.AuthApi.signup;
import static io.gatehouse.auth.erasure.ErasureApi.cancel;
import static io.gatehouse.auth.erasure.ErasureApi.confirm;
import static io.gatehouse.auth.erasure.ErasureApi.get;
import static io.gatehouse.auth.erasure.ErasureApi.letItSettle;
import static io.gatehouse.auth.erasure.ErasureApi.letTheGracePass;
import static io.gatehouse.auth.erasure.ErasureApi.request;
import static io.gatehouse.auth.erasure.ErasureApi.tasks;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.auth.AccountsApi;
import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.local.server.Mail;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ErasureResourceTest {

    private Person person;
    private UUID id;

    @BeforeEach
    void signUp() {
        person = newPerson();
        id = person.accountId();
    }

    @Test
    void whoAsksIsToldFromWhenOnAndCanChangeTheirMind() {
        var asked = request(person.accessToken())
                .statusCode(202)
                .body("size()", is(2))
                .extract()
                .jsonPath();
        var requested = Instant.parse(asked.getString("requested_at"));
        var due = Instant.parse(asked.getString("due_at"));

        assertThat(Duration.between(requested, due)).isEqualTo(Duration.ofDays(14));
        get(person.accessToken())
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("due_at", is(asked.getString("due_at")));
        assertThat(mail("is to be erased").text())
                .contains(asked.getString("due_at").substring(0, 10));
        login(person.email(), PASSWORD).statusCode(200);

        cancel(person.accessToken()).statusCode(204);

        get(person.accessToken()).statusCode(404).body("code", is("not_found"));
        cancel(person.accessToken()).statusCode(404).body("code", is("not_found"));
        assertThat(mail("account stays").text()).contains("is not erased");
        assertThat(AuditApi.ownActions(person.accessToken())).contains("erasure_requested", "erasure_cancelled");
    }

    @Test
    void whoeverAsksAgainIsToldWhatHolds() {
        String first = request(person.accessToken()).statusCode(202).extract().asString();

        assertThat(request(person.accessToken()).statusCode(202).extract().asString())
                .isEqualTo(first);
    }

    @Test
    void askingNeedsARecentSignIn() throws Exception {
        Database.update(
                "UPDATE session SET authenticated_at = now() - interval '601 seconds' WHERE account_id = ?", id);

        request(person.accessToken())
                .statusCode(401)
                .body("code", is("reauthentication_required"))
                .body("max_age", is(600));

        get(person.accessToken()).statusCode(404);
    }

    @Test
    void anEndedSessionAsksForNothing() {
        logout(person.accessToken()).statusCode(204);

        request(person.accessToken()).statusCode(401).body("code", is("session_revoked"));
    }

    @Test
    void onlyPeopleAreForgotten() {
        given().delete("/v1/users/me").then().statusCode(401).body("code", is("invalid_token"));
        given().get("/v1/users/me/erasure").then().statusCode(401);
        given().delete("/v1/users/me/erasure").then().statusCode(401);
        request(serviceToken()).statusCode(403).body("code", is("forbidden"));
        get(serviceToken()).statusCode(403);
        cancel(serviceToken()).statusCode(403);
    }

    @Test
    void nobodyAsksForOthers() {
        var other = newPerson();
        request(person.accessToken()).statusCode(202);

        get(other.accessToken()).statusCode(404);
        cancel(other.accessToken()).statusCode(404);
        get(person.accessToken()).statusCode(200);
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        Database.update("UPDATE account SET roles = ARRAY['user', 'admin'] WHERE id = ?", id);
        Database.update("UPDATE account SET roles = ARRAY['user'] WHERE 'admin' = ANY (roles) AND id <> ?", id);

        request(person.accessToken()).statusCode(409).body("code", is("last_administrator"));

        Database.update("UPDATE account SET roles = ARRAY['user'] WHERE id = ?", id);
        request(person.accessToken()).statusCode(202);
    }

    @Test
    void manyWhoAskAtOnceAskOnce() throws Exception {
        var answers = Concurrently.times(
                8, () -> request(person.accessToken()).statusCode(202).extract().asString());

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(Database.value(
                        "SELECT count(*) FROM mail_message WHERE template = 'erasure_requested' AND recipient = ?",
                        person.email()))
                .isEqualTo("1");
    }

    @Test
    void manyWhoChangeTheirMindAtOnceAreAllAnswered() throws Exception {
        for (var round = 0; round < 5; round++) {
            var people = new ConcurrentLinkedQueue<>(
                    Stream.generate(() -> newPerson()).limit(8).toList());
            people.forEach(someone -> request(someone.accessToken()).statusCode(202));

            var answers = Concurrently.times(
                    people.size(),
                    () -> cancel(people.remove().accessToken()).extract().statusCode());

            assertThat(answers).containsOnly(204);
        }
    }

    @Test
    void askingAndCancellingAtOnceTakeTurns() throws Exception {
        for (var round = 0; round < 5; round++) {
            var client = new AtomicInteger();
            request(person.accessToken()).statusCode(202);

            var statuses = Concurrently.times(6, () -> (client.getAndIncrement() % 2 == 0
                            ? request(person.accessToken())
                            : cancel(person.accessToken()))
                    .extract()
                    .statusCode());

            assertThat(statuses).isSubsetOf(202, 204, 404).contains(202, 204);
            cancel(person.accessToken());
            get(person.accessToken()).statusCode(404);
        }
    }

    @Test
    void cancellingAndClosingAtOnceTakeTurns() throws Exception {
        for (var round = 0; round < 4; round++) {
            var someone = newPerson();
            request(someone.accessToken()).statusCode(202);
            Database.update("UPDATE erasure SET due_at = now() WHERE account_id = ?", someone.accountId());

            var status = cancel(someone.accessToken()).extract().statusCode();

            assertThat(status).isIn(204, 404);
            var stays = status == 204 ? "1" : "0";
            ErasureApi.await("SELECT count(*) FROM account WHERE id = ?", someone.accountId(), stays);
            assertThat(Database.value("SELECT count(*) FROM erasure WHERE account_id = ?", someone.accountId()))
                    .isEqualTo(status == 204 ? "0" : "1");
        }
    }

    @Test
    void whenItIsDueTheAccountIsGoneAndOthersAreTold() throws Exception {
        request(person.accessToken()).statusCode(202);

        letTheGracePass(id);

        login(person.email(), PASSWORD).statusCode(401).body("code", is("invalid_credentials"));
        refresh(person.refreshToken()).statusCode(401);
        get(person.accessToken()).statusCode(200);
        cancel(person.accessToken()).statusCode(404);
        request(person.accessToken()).statusCode(404);
        assertThat(Database.value("SELECT string_agg(type, ' ') FROM outbox_event WHERE aggregateid = ?", id))
                .isEqualTo("account.deleted.v1");
        assertThat(Database.value("SELECT count(*) FROM revocation WHERE account_id = ?", id))
                .isEqualTo("1");
        signup(person.email()).statusCode(201);
    }

    @Test
    void servicesAreToldWhenItHasSettledAndUntilTheyHaveConfirmed() throws Exception {
        Database.update("UPDATE account SET email_verified_at = now() WHERE id = ?", id);
        request(person.accessToken()).statusCode(202);
        letTheGracePass(id);
        tasks().statusCode(200).body("account_id", not(hasItem(id.toString())));

        letItSettle(id);
        var task = tasks().statusCode(200)
                .body("account_id", hasItem(id.toString()))
                .extract()
                .jsonPath();
        assertThat(task.getList("find { it.account_id == '" + id + "' }.addresses", String.class))
                .containsExactly(person.email());

        confirm(id).statusCode(204);
        confirm(id).statusCode(204);
        confirm(UUID.randomUUID()).statusCode(204);

        tasks().body("account_id", not(hasItem(id.toString())));
        ErasureApi.awaitTheEnd(id);
    }

    @Test
    void theDoorForServicesNeedsItsScope() {
        for (var token : new String[] {person.accessToken(), serviceToken("gateway")}) {
            given().auth().oauth2(token).get("/internal/v1/erasures").then().statusCode(403);
            given().auth()
                    .oauth2(token)
                    .put("/internal/v1/erasures/{id}/confirmation", id)
                    .then()
                    .statusCode(403);
            given().auth()
                    .oauth2(token)
                    .get("/internal/v1/people/{id}/export", id)
                    .then()
                    .statusCode(403);
        }
        given().get("/internal/v1/erasures").then().statusCode(401);
        given().get("/internal/v1/people/{id}/export", id).then().statusCode(401);
    }

    @Test
    void whomAnAdministratorDeletesIsForgottenAsWell() throws Exception {
        AccountsApi.delete(AdminApi.token(), id).statusCode(204);

        assertThat(Database.value("SELECT count(*) FROM erasure WHERE account_id = ? AND closed_at IS NOT NULL", id))
                .isEqualTo("1");
        letItSettle(id);
        confirm(id).statusCode(204);
        ErasureApi.awaitTheEnd(id);
        assertThat(mail("was erased").text()).contains("this is the last mail");
    }

    @Test
    void theLastMailLeavesNothingBehind() throws Exception {
        request(person.accessToken()).statusCode(202);
        letTheGracePass(id);
        letItSettle(id);
        confirm(id).statusCode(204);

        assertThat(mail("was erased").text()).contains("all that was kept of you");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> Database.value("SELECT count(*) FROM mail_message WHERE recipient = ?", person.email()),
                        "0"::equals);
    }

    private Mail mail(String subject) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> Mailbox.of(person.email()).stream()
                                .filter(mail -> mail.subject().contains(subject))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }
}

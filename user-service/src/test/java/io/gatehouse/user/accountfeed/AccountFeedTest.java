package io.gatehouse.user.accountfeed;

import static io.gatehouse.user.UsersApi.get;
import static io.gatehouse.user.UsersApi.list;
import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;

import io.gatehouse.contracts.event.AccountCreated;
import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.contracts.event.AccountDisabled;
import io.gatehouse.contracts.event.AccountEnabled;
import io.gatehouse.local.test.Database;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class AccountFeedTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    FakeAuth auth;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void recover() throws SQLException {
        auth.recover();
        Database.update("DELETE FROM event_parked");
    }

    // ---- news in the background

    @Test
    void newAccountGetsItsProfileUnasked() {
        var account = auth.signUp("Ada");

        await().atMost(SOON).until(() -> isStored(account));
    }

    @Test
    void deletedAccountLosesItsProfile() {
        var account = auth.signUp("Ada");
        await().atMost(SOON).until(() -> isStored(account));

        auth.append(AccountDeleted.TYPE, new JsonObject().put("account_id", account.toString()));

        await().atMost(SOON).until(() -> !isStored(account));
        me(auth.tokenOf(account)).statusCode(404);
    }

    @Test
    void followingGoesOnAfterTheIssuerWasAway() {
        auth.down();
        var account = auth.signUp("Ada");
        var failures = failures("unavailable");
        await().atMost(SOON).until(() -> failures("unavailable") > failures + 1);
        assertThat(gauge("lag")).isPositive();

        auth.up();

        await().atMost(SOON).until(() -> isStored(account));
        await().atMost(SOON).until(() -> gauge("lag") == 0);
    }

    @Test
    void followingGoesOnAfterTheTokenWasWithdrawn() {
        var tokens = auth.tokensIssued();
        auth.withdrawServiceTokens();

        var account = auth.signUp("Ada");

        await().atMost(SOON).until(() -> isStored(account));
        me(auth.tokenOf(account)).statusCode(200);
        assertThat(auth.tokensIssued()).isCloseTo(tokens + 1, within(1));
    }

    // ---- news on demand

    @Test
    void whoAsksForAMissingProfileGetsTheNewsFirst() {
        auth.withoutPush();

        for (var i = 0; i < 50; i++) {
            var account = auth.signUp("Ada " + i);

            me(auth.tokenOf(account)).statusCode(200).body("display_name", is("Ada " + i));
        }
    }

    @Test
    void longBacklogIsReadToItsEnd() {
        auth.withoutPush();
        auth.pagesOf(3);
        for (var i = 0; i < 20; i++) {
            auth.signUp("Before");
        }
        var last = auth.signUp("Ada");

        get(auth.tokenOf(UUID.randomUUID(), "admin"), last).statusCode(200).body("display_name", is("Ada"));
    }

    @Test
    void manyWhoAskAtOnceShareTheReading() throws Exception {
        auth.withoutPush();
        var requests = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 100; i++) {
            var token = auth.tokenOf(auth.signUp("Ada"));
            requests.add(() -> me(token).extract().statusCode());
        }
        var reads = auth.reads();

        try (var clients = Executors.newFixedThreadPool(50)) {
            var answers =
                    clients.invokeAll(requests).stream().map(Future::resultNow).toList();
            assertThat(answers).hasSize(100).containsOnly(200);
        }
        assertThat(auth.reads() - reads).isLessThan(50);
    }

    // ---- no news to be had

    @Test
    void missingProfileCannotBeToldWhileTheIssuerIsAway() {
        var known = auth.signUp("Known");
        me(auth.tokenOf(known)).statusCode(200);
        auth.down();
        try {
            var unknown = auth.tokenOf(auth.signUp("Ada"));

            unavailable(me(unknown));
            unavailable(patch(unknown, "*", "{}"));
            unavailable(get(auth.tokenOf(UUID.randomUUID(), "admin"), UUID.randomUUID()));
            me(auth.tokenOf(known)).statusCode(200);
        } finally {
            auth.up();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500, 503})
    void missingProfileCannotBeToldWhileTheLogRefuses(int status) {
        auth.withoutPush();
        auth.answerWith(status);
        var account = auth.tokenOf(auth.signUp("Ada"));

        unavailable(me(account));

        auth.recover();
        me(account).statusCode(200);
    }

    @Test
    void logThatNeverAnswersIsNotWaitedForLong() {
        auth.withoutPush();
        auth.hang();

        unavailable(me(auth.tokenOf(auth.signUp("Ada")))).time(lessThan(5_000L));
    }

    // ---- odd news

    @Test
    void typesOfTomorrowArePassedOver() {
        var unknown = events("unknown");
        auth.append(
                "account.renamed.v9",
                new JsonObject().put("account_id", UUID.randomUUID().toString()));
        var account = auth.signUp("Ada");

        me(auth.tokenOf(account)).statusCode(200);
        await().atMost(SOON).until(() -> events("unknown") == unknown + 1);
    }

    @Test
    void profileThatExistsStaysAsItIs() {
        var account = auth.signUp("Ada");
        var token = auth.tokenOf(account);
        me(token).statusCode(200);
        patch(token, "*", "{\"display_name\":\"Countess\"}").statusCode(200);

        auth.accountCreated(account, "Ada");
        me(auth.tokenOf(auth.signUp("Next"))).statusCode(200);

        me(token).body("display_name", is("Countess"));
    }

    @Test
    void eventThatCannotBeAppliedIsParkedAndAllOthersGoOn() throws SQLException {
        var poisoned = failures("poisoned");
        var before = auth.signUp("Before");
        var poison = auth.append(AccountCreated.TYPE, new JsonObject().put("account_id", "no-uuid"));
        var behind = auth.signUp("Behind");

        me(auth.tokenOf(behind)).statusCode(200);

        me(auth.tokenOf(before)).statusCode(200);
        assertThat(parked("position")).containsExactly(Long.toString(poison));
        assertThat(parked("subject")).containsExactly("no-uuid");
        assertThat(parked("reason").getFirst()).contains("no-uuid");
        assertThat(failures("poisoned")).isEqualTo(poisoned + 1);
        await().atMost(SOON).until(() -> gauge("parked") == 1);
        assertThat(gauge("lag")).isZero();
    }

    @Test
    void newsOfOneAccountKeepTheirOrderBehindOneThatIsParked() throws SQLException {
        var account = auth.signUp("Ada");
        me(auth.tokenOf(account)).statusCode(200);
        auth.append(AccountDisabled.TYPE, data(account).put("account_id", "no-" + account), account);
        auth.append(AccountDeleted.TYPE, data(account), account);
        me(auth.tokenOf(auth.signUp("Next"))).statusCode(200);

        assertThat(parked("type")).containsExactly(AccountDisabled.TYPE, AccountDeleted.TYPE);
        assertThat(isStored(account)).isTrue();

        mend(account);
        auth.signUp("Wakes the one who waits");

        await().atMost(SOON).until(() -> !isStored(account));
        assertThat(parked("type")).isEmpty();
        await().atMost(SOON).until(() -> gauge("parked") == 0);
    }

    // ---- the same news again

    @Test
    void logThatIsReadFromItsBeginningAgainChangesNothing() throws SQLException {
        var living = auth.signUp("Ada");
        var disabled = auth.signUp("Disabled");
        var deleted = auth.signUp("Deleted");
        auth.append(AccountDisabled.TYPE, data(disabled));
        auth.append(AccountDeleted.TYPE, data(deleted));
        var token = auth.tokenOf(living);
        me(token).statusCode(200);
        patch(token, "*", "{\"display_name\":\"Countess\"}").statusCode(200);
        me(auth.tokenOf(auth.signUp("Next"))).statusCode(200);

        Database.update("UPDATE event_position SET position = 0 WHERE log = 'auth'");
        var last = auth.signUp("Last");
        me(auth.tokenOf(last)).statusCode(200);

        me(token).statusCode(200).body("display_name", is("Countess"));
        assertThat(isStored(deleted)).isFalse();
        assertThat(isDisabled(disabled)).isTrue();
        assertThat(Database.value("SELECT position FROM event_position WHERE log = 'auth'"))
                .isEqualTo(Long.toString(auth.lastPosition()));
        assertThat(Database.value(
                        "SELECT count(*) FROM outbox_event WHERE type = 'profile.created.v1' AND aggregateid = ?",
                        living))
                .isEqualTo("1");
    }

    // ---- disabled accounts

    @Test
    void personOfADisabledAccountIsThereForNoMemberUntilItIsEnabled() {
        var name = "d" + UUID.randomUUID().toString().replace("-", "");
        var account = auth.signUp(name);
        var token = auth.tokenOf(account);
        patch(token, "*", "{\"visibility\":{\"display_name\":\"members\"}}").statusCode(200);
        assertThat(idsThatAMemberFinds(name)).containsExactly(account.toString());

        auth.append(AccountDisabled.TYPE, data(account));
        await().atMost(SOON).until(() -> isDisabled(account));
        patch(token, "*", "{\"bio\":\"Changed by a token that has not ended yet\"}")
                .statusCode(200);

        assertThat(idsThatAMemberFinds(name)).isEmpty();
        get(auth.tokenOf(UUID.randomUUID(), "user"), account).statusCode(404);
        get(auth.tokenOf(UUID.randomUUID(), "admin"), account).statusCode(200);

        auth.append(AccountEnabled.TYPE, data(account));
        await().atMost(SOON).until(() -> !isDisabled(account));

        assertThat(idsThatAMemberFinds(name)).containsExactly(account.toString());
    }

    private List<String> idsThatAMemberFinds(String name) {
        var member = auth.tokenOf(UUID.randomUUID(), "user");
        return list(member, Map.of("query", name)).statusCode(200).extract().path("items.id");
    }

    private static JsonObject data(UUID account) {
        return new JsonObject().put("account_id", account.toString());
    }

    /** What a release that can apply the event would do. */
    private static void mend(UUID account) throws SQLException {
        Database.update("""
                UPDATE event_parked
                SET event = jsonb_set(event, '{data,account_id}', to_jsonb(?::text)), next_attempt_at = now()
                WHERE subject = ? AND type = 'account.disabled.v1'
                """, account.toString(), account.toString());
    }

    private static List<String> parked(String column) throws SQLException {
        return Database.values("SELECT " + column + "::text FROM event_parked WHERE log = 'auth' ORDER BY position");
    }

    private static boolean isDisabled(UUID account) throws SQLException {
        return "t".equals(Database.value("SELECT disabled_at IS NOT NULL FROM profile WHERE id = ?", account));
    }

    private static ValidatableResponse unavailable(ValidatableResponse response) {
        return response.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9][0-9]?"))
                .body("code", is("service_unavailable"));
    }

    private static boolean isStored(UUID account) throws SQLException {
        return "1".equals(Database.value("SELECT count(*) FROM profile WHERE id = ?", account));
    }

    private double failures(String reason) {
        return metrics.get("gatehouse.event.log.failures")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private double events(String outcome) {
        return metrics.get("gatehouse.event.log.events")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return metrics.get("gatehouse.event.log." + name)
                .tag("log", "auth")
                .gauge()
                .value();
    }
}

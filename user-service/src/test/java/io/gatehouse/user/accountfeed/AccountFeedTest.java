package io.gatehouse.user.accountfeed;

import static io.gatehouse.user.UsersApi.get;
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
import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
    void recover() {
        auth.recover();
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
        assertThat(lag()).isPositive();

        auth.up();

        await().atMost(SOON).until(() -> isStored(account));
        await().atMost(SOON).until(() -> lag() == 0);
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
    void eventThatCannotBeAppliedStopsTheLogBehindItAndNothingBefore() {
        auth.withoutPush();
        var before = auth.signUp("Before");
        var poison = auth.append(AccountCreated.TYPE, new JsonObject().put("account_id", "no-uuid"));
        var behind = auth.signUp("Behind");
        var poisoned = failures("poisoned");
        try {
            unavailable(me(auth.tokenOf(behind)));

            assertThat(isStored(before)).isTrue();
            assertThat(isStored(behind)).isFalse();
            assertThat(failures("poisoned")).isGreaterThan(poisoned);
            assertThat(lag()).isPositive();
        } finally {
            auth.retract(poison);
        }
        me(auth.tokenOf(behind)).statusCode(200);
    }

    private static ValidatableResponse unavailable(ValidatableResponse response) {
        return response.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9][0-9]?"))
                .body("code", is("service_unavailable"));
    }

    private static boolean isStored(UUID account) {
        try (var connection = PostgresTestResource.jdbc();
                var query = connection.prepareStatement("SELECT 1 FROM users.profile WHERE id = ?")) {
            query.setObject(1, account);
            return query.executeQuery().next();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
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

    private double lag() {
        return metrics.get("gatehouse.event.log.lag").tag("log", "auth").gauge().value();
    }
}

package io.gatehouse.auth.throttle;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.MfaApi;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delays are minutes here and are not waited for: what Redis holds is moved instead. */
@QuarkusTest
class GuessLimiterTest {

    private static final String WRONG = "not the password";

    private static final String UNKNOWN_TOKEN = "x".repeat(43);
    private static final long LAST_FREE_OF_NETWORK = 999;

    /** Seconds that may pass between a try and the next. */
    private static final int SLOW_MACHINE = 20;

    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private Person owner;

    @Inject
    CountersInRedis counters;

    @BeforeEach
    void signUp() {
        owner = newPerson();
    }

    @Test
    void afterFiveFreeTriesTheDelayDoublesWithEachTry() {
        var network = freshNetwork();
        wrong(owner.email(), network, 5);

        refused(login(owner.email(), WRONG, network), 60);
        counters.letTheDelayPass(counters.ofLogin(owner.email()));
        login(owner.email(), WRONG, network).statusCode(401);
        refused(login(owner.email(), WRONG, network), 120);
        counters.letTheDelayPass(counters.ofLogin(owner.email()));
        login(owner.email(), WRONG, network).statusCode(401);
        refused(login(owner.email(), PASSWORD, network), 240);
    }

    @Test
    void theDelayEndsAtAnHour() {
        var network = freshNetwork();
        wrong(owner.email(), network, 5);
        counters.setTries(counters.ofLogin(owner.email()), 1_000_000);
        counters.letTheDelayPass(counters.ofLogin(owner.email()));

        login(owner.email(), WRONG, network).statusCode(401);

        refused(login(owner.email(), WRONG, network), 3_600);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whetherTheAccountExistsMakesNoDifference(boolean exists) {
        var network = freshNetwork();
        var email = exists ? owner.email() : freshEmail();

        wrong(email, network, 5);

        refused(login(email, WRONG, network), 60);
    }

    @Test
    void theOwnerSignsInFromElsewhere() {
        var network = freshNetwork();
        wrong(owner.email(), network, 5);

        refused(login(owner.email(), PASSWORD, network), 60);
        login(owner.email(), PASSWORD, freshNetwork()).statusCode(200);
    }

    @Test
    void aSuccessClearsThePairAndNotTheNetwork() {
        var network = freshNetwork();
        wrong(owner.email(), network, 4);
        login(owner.email(), PASSWORD, network).statusCode(200);

        wrong(owner.email(), network, 5);

        assertThat(counters.tries(counters.network("login", network))).isEqualTo("9");
    }

    @Test
    void manySuccessesAreNoGuesses() {
        var network = freshNetwork();

        for (var i = 0; i < 40; i++) {
            login(owner.email(), PASSWORD, network).statusCode(200);
        }

        assertThat(counters.exists(counters.network("login", network))).isFalse();
        assertThat(counters.ofLogin(owner.email())).isEmpty();
    }

    @Test
    void whatIsNoWrongPasswordIsGivenBack() throws Exception {
        var network = freshNetwork();
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", owner.accountId());

        for (var i = 0; i < 6; i++) {
            login(owner.email(), PASSWORD, network).statusCode(403).body("code", is("account_disabled"));
        }
    }

    @Test
    void manyNetworksShareTheAccountsTries() {
        wrongFromManyNetworks(20);

        refused(login(owner.email(), WRONG, freshNetwork()), 60);
    }

    @Test
    void theAccountsDelayEndsBeforeThePairs() {
        wrongFromManyNetworks(20);
        counters.setTries(List.of(counters.account(owner.email())), 1_000_000);
        counters.letTheDelayPass(counters.ofLogin(owner.email()));

        login(owner.email(), WRONG, freshNetwork()).statusCode(401);

        refused(login(owner.email(), PASSWORD, freshNetwork()), 300);
        counters.letTheDelayPass(counters.ofLogin(owner.email()));
        login(owner.email(), PASSWORD, freshNetwork()).statusCode(200);
    }

    @Test
    void theCodesOfASecondFactorAreTriedLessOftenThanPasswords() {
        MfaApi.enrol(owner.accessToken()).statusCode(200);
        wrongCode(freshNetwork()).statusCode(422);
        counters.setTries(List.of(counters.secondFactor(owner.email())), 1_000_000);

        wrongCode(freshNetwork()).statusCode(422);

        refused(wrongCode(freshNetwork()), 480);
    }

    @Test
    void aNetworkThatIsKnownByThePasswordIsUnknownToTheSecondFactor() {
        var home = freshNetwork();
        login(owner.email(), PASSWORD, home).statusCode(200);
        MfaApi.enrol(owner.accessToken()).statusCode(200);
        wrongCode(freshNetwork()).statusCode(422);
        counters.setTries(List.of(counters.secondFactor(owner.email())), 1_000_000);
        wrongCode(freshNetwork()).statusCode(422);

        refused(wrongCode(home), 480);
        login(owner.email(), PASSWORD, home).statusCode(200);
    }

    @Test
    void aNetworkThatTheAccountKnowsIsNotKeptOut() {
        var home = freshNetwork();
        login(owner.email(), PASSWORD, home).statusCode(200);
        wrongFromManyNetworks(20);

        login(owner.email(), PASSWORD, home).statusCode(200);
        wrong(owner.email(), home, 5);
        refused(login(owner.email(), WRONG, home), 60);
    }

    @Test
    void underAttackANetworkHasOneTry() {
        wrongFromManyNetworks(20);
        counters.letTheDelayPass(counters.ofLogin(owner.email()));
        var network = freshNetwork();
        login(owner.email(), WRONG, network).statusCode(401);
        counters.letTheDelayPass(List.of(counters.account(owner.email())));

        refused(login(owner.email(), WRONG, network), 600);
    }

    @Test
    void hammeringAtABusyAccountWearsOutTheHammerersOwnTries() {
        wrongFromManyNetworks(20);
        var network = freshNetwork();
        for (var i = 0; i < 5; i++) {
            login(owner.email(), WRONG, network).statusCode(429);
        }
        counters.letTheDelayPass(List.of(counters.account(owner.email())));

        refused(login(owner.email(), WRONG, network), 60);
        login(owner.email(), PASSWORD, freshNetwork()).statusCode(200);
    }

    @Test
    void aNetworkThatTriesManyAccountsHasToWait() {
        var network = freshNetwork();
        wrong(freshEmail(), network, 1);
        counters.setTries(List.of(counters.network("login", network)), LAST_FREE_OF_NETWORK);
        wrong(freshEmail(), network, 1);

        refused(login(owner.email(), PASSWORD, network), 60);
        assertThat(counters.ofLogin(owner.email())).isEmpty();
    }

    @Test
    void anIpv6CustomerIsOneNetwork() {
        var prefix = "2001:db8:" + hex() + ":" + hex();
        for (var i = 1; i <= 5; i++) {
            login(owner.email(), WRONG, prefix + "::" + i).statusCode(401);
        }

        refused(login(owner.email(), WRONG, prefix + ":ffff::6"), 60);
        login(owner.email(), WRONG, "2001:db8:" + hex() + ":" + hex() + "::1").statusCode(401);
    }

    @Test
    void triesAtTheSameInstantDoNotSlipThrough() throws Exception {
        var network = freshNetwork();

        var statuses = Concurrently.times(
                40, () -> login(owner.email(), WRONG, network).extract().statusCode());

        assertThat(Collections.frequency(statuses, 401)).isEqualTo(5);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(35);
    }

    @Test
    void triesFromManyNetworksAtTheSameInstantDoNotSlipThrough() throws Exception {
        var statuses = Concurrently.times(
                60, () -> login(owner.email(), WRONG, freshNetwork()).extract().statusCode());

        assertThat(Collections.frequency(statuses, 401)).isEqualTo(20);
    }

    @Test
    void aNetworkThatTriesRefreshTokensHasToWait() {
        var network = freshNetwork();
        refresh(UNKNOWN_TOKEN, network).statusCode(401).body("code", is("invalid_token"));
        counters.setTries(List.of(counters.network("refresh", network)), LAST_FREE_OF_NETWORK);
        refresh(UNKNOWN_TOKEN, network).statusCode(401).body("code", is("invalid_token"));

        refused(refresh(owner.refreshToken(), network), 60);
        refresh(owner.refreshToken(), freshNetwork()).statusCode(200);
    }

    @Test
    void noAddressStandsInRedis() {
        var network = freshNetwork();
        wrong(owner.email(), network, 1);

        assertThat(counters.all()).isNotEmpty().noneMatch(key -> key.contains("@") || key.contains(network));
        assertThat(counters.all()).allMatch(counters::expires);
    }

    private ValidatableResponse wrongCode(String network) {
        return given().auth()
                .oauth2(owner.accessToken())
                .contentType(ContentType.JSON)
                .header("X-Forwarded-For", network)
                .body(Map.of("code", "000 000"))
                .post("/v1/auth/mfa/totp/activate")
                .then();
    }

    private void wrongFromManyNetworks(int times) {
        IntStream.range(0, times).forEach(_ -> wrong(owner.email(), freshNetwork(), 1));
    }

    private static void wrong(String email, String network, int times) {
        for (var i = 0; i < times; i++) {
            login(email, WRONG, network).statusCode(401).body("code", is("invalid_credentials"));
        }
    }

    private static void refused(ValidatableResponse response, int retryAfter) {
        response.statusCode(429)
                .body("code", is("rate_limited"))
                .body("violated_policies", contains("guesses"))
                .header(
                        "Retry-After",
                        Integer::parseInt,
                        both(lessThanOrEqualTo(retryAfter)).and(greaterThan(retryAfter - SLOW_MACHINE)));
    }

    private static ValidatableResponse login(String email, String password, String network) {
        return post("/v1/auth/login", Map.of("email", email, "password", password), network);
    }

    private static ValidatableResponse refresh(String token, String network) {
        return post("/v1/auth/refresh", Map.of("refresh_token", token), network);
    }

    private static ValidatableResponse post(String path, Map<String, String> body, String network) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", network)
                .body(body)
                .post(path)
                .then();
    }

    // One that no other test of this run has.
    private static String freshNetwork() {
        var number = NETWORKS.incrementAndGet();
        return "198.18." + number / 250 + "." + (1 + number % 250);
    }

    private static String hex() {
        return UUID.randomUUID().toString().substring(0, 4);
    }
}

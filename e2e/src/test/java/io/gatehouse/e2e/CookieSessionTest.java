package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api.Answer;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions in cookies, as a page would use them, through two gateways. */
@ExtendWith(SharedGatehouse.class)
class CookieSessionTest {

    private static final String ACCESS = "__Host-gatehouse-access";
    private static final String REFRESH = "__Host-gatehouse-refresh";
    private static final Map<String, String> PAGE =
            Map.of("Sec-Fetch-Site", "same-origin", "X-Token-Delivery", "cookie");

    private static Replica second;

    private final Gatehouse gatehouse;
    private final Api api;

    CookieSessionTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        var turn = new AtomicInteger();
        this.api = Api.at(path -> turn.getAndIncrement() % 2 == 0 ? gatehouse.gateway(path) : second.at(path));
    }

    @BeforeAll
    static void startSecondGateway(Gatehouse gatehouse) throws IOException {
        second = Replica.startGateway(gatehouse, gatehouse.script().settings());
    }

    @AfterAll
    static void endSecondGateway() {
        second.close();
    }

    @Test
    void fiftyRequestsAtOnceExchangeTheirCookieOnce() throws Exception {
        var signedUp = signUp(Api.newEmail());
        var cookies = with(REFRESH + "=" + signedUp.cookie(REFRESH));

        var answers = AtOnce.allTogether(50, () -> api.get("/v1/users/me", cookies));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(answer -> answer.cookie(REFRESH)).distinct())
                .singleElement()
                .isNotEqualTo(signedUp.cookie(REFRESH));
        assertThat(gatehouse.refreshTokens(signedUp.text("account/id"))).isEqualTo(2);
        assertThat(api.get(
                                "/v1/users/me",
                                with(ACCESS + "=" + answers.getFirst().cookie(ACCESS)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void secondFactorIsAskedForAndThenThereAreCookies() {
        var email = Api.newEmail();
        var cookies = with(ACCESS + "=" + signUp(email).cookie(ACCESS));
        var authenticator = new Authenticator(
                api.post("/v1/auth/mfa/totp", Map.of(), cookies).text("secret"));
        var now = Instant.now();
        assertThat(api.post("/v1/auth/mfa/totp/activate", Map.of("code", authenticator.code(now)), cookies)
                        .status())
                .isEqualTo(200);

        var challenge = api.post("/v1/auth/login", Map.of("email", email, "password", Api.PASSWORD), PAGE);
        var signedIn = api.post(
                "/v1/auth/login/mfa",
                Map.of("mfa_token", challenge.text("mfa_token"), "code", authenticator.code(now.plusSeconds(30))),
                PAGE);

        assertThat(challenge.code()).isEqualTo("mfa_required");
        assertThat(challenge.cookie(REFRESH)).isNull();
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.response().body()).doesNotContain("_token");
        assertThat(api.get("/v1/users/me", with(ACCESS + "=" + signedIn.cookie(ACCESS)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void signedOutCookiesAreWorthNothing() {
        var signedUp = signUp(Api.newEmail());
        var cookies = with(ACCESS + "=" + signedUp.cookie(ACCESS) + "; " + REFRESH + "=" + signedUp.cookie(REFRESH));

        assertThat(api.post("/v1/auth/logout", Map.of(), cookies).status()).isEqualTo(204);

        var late = Eventually.ask(
                Duration.ofSeconds(5), () -> api.get("/v1/users/me", cookies), answer -> answer.status() == 401);
        assertThat(late.code()).isEqualTo("session_revoked");
        assertThat(late.cookie(REFRESH)).isEmpty();
        assertThat(api.post("/v1/auth/logout", Map.of(), cookies).status()).isEqualTo(204);
    }

    @Test
    void whoeverDoesNotAskForCookiesGetsTokens() {
        var signedUp = api.signUp(Api.newEmail());

        assertThat(signedUp.text("tokens/access_token")).isNotEmpty();
        assertThat(signedUp.cookie(ACCESS)).isNull();
    }

    private Answer signUp(String email) {
        var answer = api.post(
                "/v1/auth/signup",
                Map.of("email", email, "password", Api.PASSWORD, "display_name", "Ada Lovelace"),
                PAGE);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.response().body()).doesNotContain("access_token", "refresh_token\"");
        return answer;
    }

    private static Map<String, String> with(String cookies) {
        var headers = new HashMap<>(PAGE);
        headers.put("Cookie", cookies);
        return headers;
    }
}

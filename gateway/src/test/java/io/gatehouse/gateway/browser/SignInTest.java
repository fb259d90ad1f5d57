package io.gatehouse.gateway.browser;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sessions in cookies begin and end. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class SignInTest {

    private static final String REPLY = "/session/begin/token-reply";

    @Inject
    Edge edge;

    private Page page;

    @BeforeEach
    void openPage() {
        page = new Page(edge.port());
    }

    @Test
    void tokensBecomeCookies() {
        var cookies = Cookies.fresh();

        var response = page.post(REPLY, null, cookies.tokenResponse().encode());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject()
                        .put("expires_in", 900)
                        .put("refresh_expires_in", 1_209_600)
                        .put("scope", "openid"));
        cookies.assertSetBy(response);
        assertThat(response.headers().allValues("set-cookie"))
                .as("the service's own, but none in our name")
                .contains("own=1")
                .noneMatch(line -> line.contains("evil"));
    }

    @Test
    void tokensOfASignUpBecomeCookies() {
        var cookies = Cookies.fresh();
        var account = new JsonObject().put("id", "0198");

        var response = page.post(
                REPLY + "?status=201",
                null,
                new JsonObject()
                        .put("account", account)
                        .put("tokens", cookies.tokenResponse())
                        .encode());

        assertThat(response.statusCode()).isEqualTo(201);
        var told = new JsonObject(response.body());
        assertThat(told.getJsonObject("account")).isEqualTo(account);
        assertThat(told.getJsonObject("tokens").getInteger("expires_in")).isEqualTo(900);
        cookies.assertSetBy(response);
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 403, 401, 500})
    void whatHasNoTokensPasses(int status) {
        var body = new JsonObject().put("code", "mfa_required").put("mfa_token", "for-the-page");

        var response = page.post(REPLY + "?status=" + status, null, body.encode());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(response.body())).isEqualTo(body);
        Cookies.assertKeptBy(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "access_token=secret",
                "[\"secret\"]",
                "{\"access_token\":\"secret\"}",
                "{\"access_token\":\"sec ret\",\"expires_in\":900}",
                "{\"access_token\":7,\"expires_in\":900}",
                "{\"access_token\":\"secret\",\"expires_in\":900,\"refresh_token\":\"a;secret\"}",
                "{\"access_token\":\"secret\",\"expires_in\":\"soon\"}",
                "{\"tokens\":\"secret\"}",
                "long",
                "huge"
            })
    void replyThatCannotBeReadGoesNowhere(String body) {
        var sent =
                switch (body) {
                    case "long" -> "{\"access_token\":\"" + "secret".repeat(700) + "\",\"expires_in\":900}";
                    case "huge" -> "{\"padding\":\"" + "x".repeat(70_000) + "\",\"access_token\":\"secret\"}";
                    default -> body;
                };

        var response = page.post(REPLY, null, sent);

        assertProblem(response, ErrorCode.UPSTREAM_FAILED);
        assertThat(response.body()).doesNotContain("secret");
        Cookies.assertKeptBy(response);
    }

    @Test
    void whatIsLeftOfAnEarlierSessionIsNotInTheWay() {
        var left = Cookies.ofRefresh(Cookies.newRefreshToken());
        page.answer(left.refresh(), 401, new JsonObject().put("code", "session_revoked"));
        var next = Cookies.fresh();

        var response = page.post(REPLY, left, next.tokenResponse().encode());

        assertThat(response.statusCode()).isEqualTo(200);
        next.assertSetBy(response);
        assertThat(page.calls(left.refresh())).isEmpty();
    }

    @Test
    void signOutEndsTheSessionAndClearsTheCookies() {
        var cookies = Cookies.fresh();

        var response = page.post("/session/end/x", cookies);

        assertThat(new JsonObject(response.body()).getJsonObject("headers").getString("authorization"))
                .isEqualTo("Bearer " + cookies.access());
        Cookies.assertClearedBy(response);
    }

    @Test
    void signOutRefreshesFirstWhereItMust() {
        var next = Cookies.fresh();
        var cookies = Cookies.ofRefresh(Cookies.newRefreshToken());
        page.answer(cookies.refresh(), 200, next.tokenResponse());

        var response = page.post("/session/end/x", cookies);

        assertThat(new JsonObject(response.body()).getJsonObject("headers").getString("authorization"))
                .isEqualTo("Bearer " + next.access());
        Cookies.assertClearedBy(response);
    }

    @Test
    void sessionThatHasEndedAlreadyIsSignedOut() {
        var gone = new Cookies(Tokens.expired(), Cookies.newRefreshToken());
        page.answer(gone.refresh(), 401, new JsonObject().put("code", "session_revoked"));

        for (var cookies : new Cookies[] {gone, new Cookies(Tokens.expired(), null), null}) {
            var response = page.post("/session/end/x", cookies);

            assertThat(response.statusCode()).isEqualTo(204);
            Cookies.assertClearedBy(response);
        }
    }

    @Test
    void signOutClearsTheCookiesDuringAnOutage() {
        var cookies = Cookies.ofRefresh(Cookies.newRefreshToken());
        page.answer(cookies.refresh(), 503, new JsonObject());

        var response = page.post("/session/end/x", cookies);

        assertProblem(response, ErrorCode.SERVICE_UNAVAILABLE);
        Cookies.assertClearedBy(response);
    }

    @Test
    void signOutThatNoCookieSpeaksForIsThatOfTheBearer() {
        var token = "Bearer " + Tokens.fresh();

        var alone = page.send("POST", "/session/end/x", null, "", "Authorization", token);
        var beside = page.send("POST", "/session/end/x", Cookies.fresh(), "", "Authorization", token);
        var nobody = page.send("POST", "/session/end/x", null, "");

        assertThat(new JsonObject(alone.body()).getJsonObject("headers").getString("authorization"))
                .isEqualTo(token);
        Cookies.assertKeptBy(alone);
        assertThat(beside.statusCode()).isEqualTo(200);
        Cookies.assertKeptBy(beside);
        assertProblem(nobody, ErrorCode.INVALID_TOKEN);
        Cookies.assertKeptBy(nobody);
    }

    @Test
    void signOutOfAWrongBearerIsRefused() {
        var response = page.send(
                "POST",
                "/session/end/x",
                null,
                "",
                "Sec-Fetch-Site",
                "same-origin",
                "Authorization",
                "Bearer " + Tokens.expired());

        assertProblem(response, ErrorCode.TOKEN_EXPIRED);
    }
}

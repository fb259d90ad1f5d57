package io.gatehouse.gateway.browser;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.LogLines;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests whose tokens are in cookies. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class BrowserSessionTest {

    @Inject
    Edge edge;

    @Inject
    MeterRegistry meters;

    private Page page;

    @BeforeEach
    void openPage() {
        page = new Page(edge.port());
    }

    @Test
    void accessCookieIdentifiesAndNoServiceSeesIt() {
        var cookies = Cookies.fresh();

        var response = page.send(
                "GET",
                "/guarded/x",
                null,
                "",
                "Sec-Fetch-Site",
                "same-origin",
                "Cookie",
                "theme=dark; " + cookies.header() + "; lang=en");

        var seen = headersSeen(response);
        assertThat(seen.getString("authorization")).isEqualTo("Bearer " + cookies.access());
        assertThat(seen.getString("cookie")).isEqualTo("theme=dark; lang=en");
        assertThat(response.headers().firstValue("cache-control")).hasValue("private");
        assertThat(response.headers().allValues("vary")).contains("Cookie");
        Cookies.assertKeptBy(response);
    }

    @Test
    void noCacheBetweenKeepsWhatIsMadeForCookies() {
        var response = page.get("/guarded/reply?h=Cache-Control:public,max-age=60,s-maxage=600", Cookies.fresh());

        assertThat(response.headers().allValues("cache-control")).containsExactly("private, max-age=60");
        assertThat(response.headers().allValues("vary")).contains("Cookie");
    }

    @Test
    void authorizationWins() {
        var token = Tokens.fresh();

        var response = page.send("POST", "/guarded/x", Cookies.fresh(), "", "Authorization", "Bearer " + token);

        var seen = headersSeen(response);
        assertThat(seen.getString("authorization")).isEqualTo("Bearer " + token);
        assertThat(seen.containsKey("cookie")).isFalse();
        assertThat(response.headers().firstValue("cache-control")).isEmpty();
    }

    @Test
    void cookiesAreTakenOutWhereNobodyAsksForThem() {
        var seen = headersSeen(page.send("GET", "/open/x", Cookies.fresh(), ""));

        assertThat(seen.containsKey("authorization")).isFalse();
        assertThat(seen.containsKey("cookie")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"missing", "expired", "malformed"})
    void tokenIsRefreshedByTheWay(String state) {
        var next = Cookies.fresh();
        var access =
                switch (state) {
                    case "missing" -> null;
                    case "expired" -> Tokens.expired();
                    default -> "no.token.at-all";
                };
        var cookies = new Cookies(access, Cookies.newRefreshToken());
        page.answer(cookies.refresh(), 200, next.tokenResponse());

        var response = page.get("/guarded/x", cookies);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(headersSeen(response).getString("authorization")).isEqualTo("Bearer " + next.access());
        assertThat(response.headers().allValues("set-cookie")).hasSize(2);
        assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(page.calls(cookies.refresh())).isEqualTo("127.0.0.1");
    }

    @Test
    void manyAtOnceRefreshOnce() throws Exception {
        int many = 20;
        var next = Cookies.fresh();
        var cookies = Cookies.ofRefresh(Cookies.newRefreshToken());
        page.hold(cookies.refresh(), next.tokenResponse());
        double shared = shared();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, many)
                    .mapToObj(_ -> threads.submit(() -> page.get("/guarded/x", cookies)))
                    .toList();
            while (shared() < shared + many - 1 || page.calls(cookies.refresh()).isEmpty()) {
                Thread.onSpinWait();
            }
            page.release(cookies.refresh());
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                assertThat(answer.get().headers().allValues("set-cookie")).hasSize(2);
            }
        }

        assertThat(page.calls(cookies.refresh())).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"INVALID_TOKEN", "TOKEN_EXPIRED", "SESSION_REVOKED", "REFRESH_TOKEN_REUSED", "ACCOUNT_DISABLED"})
    void refusedRefreshClearsTheCookies(ErrorCode code) {
        var cookies = Cookies.ofRefresh(Cookies.newRefreshToken());
        page.answer(cookies.refresh(), code.status, new JsonObject().put("code", code.wire));

        var response = page.get("/guarded/x", cookies);

        assertProblem(response, code);
        Cookies.assertClearedBy(response);
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "403", "502"})
    void outageKeepsTheCookies(int status) {
        var cookies = Cookies.ofRefresh(Cookies.newRefreshToken());
        page.answer(cookies.refresh(), status, new JsonObject().put("code", "whatever"));

        var response = page.get("/guarded/x", cookies);

        assertProblem(response, ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(response.headers().firstValue("retry-after")).hasValue("1");
        Cookies.assertKeptBy(response);
    }

    @Test
    void waitEndsWithTheRoutesTime() {
        var cookies = Cookies.ofRefresh(Cookies.newRefreshToken());
        page.hold(cookies.refresh(), Cookies.fresh().tokenResponse());

        try (var lines = LogLines.ofRequests("/brief-guarded/x")) {
            var response = page.get("/brief-guarded/x", cookies);

            assertProblem(response, ErrorCode.UPSTREAM_TIMEOUT);
            Cookies.assertKeptBy(response);
            assertThat(lines.next().getThreadName()).startsWith("vert.x-eventloop");
        }
    }

    @Test
    void accessTokenThatIsWorthNothingIsClearedWhereNoneCanReplaceIt() {
        var response = page.get("/guarded/x", new Cookies(Tokens.expired(), null));

        assertProblem(response, ErrorCode.TOKEN_EXPIRED);
        Cookies.assertClearedBy(response);
    }

    @Test
    void whoeverMayNotKeepsTheSession() {
        var response = page.get("/admins/x", Cookies.fresh());

        assertProblem(response, ErrorCode.FORBIDDEN);
        Cookies.assertKeptBy(response);
    }

    @Test
    void optionalRouteKnowsWhoAsksAndWhoDoesNotSay() {
        var cookies = Cookies.fresh();

        assertThat(headersSeen(page.get("/optional/x", cookies)).getString("authorization"))
                .isEqualTo("Bearer " + cookies.access());
        assertThat(headersSeen(page.get("/optional/x", null)).containsKey("authorization"))
                .isFalse();
    }

    @Test
    void secondCookieOfTheNameIsRefused() {
        var response = page.send(
                "GET", "/guarded/x", null, "", "Cookie", Cookies.fresh().header() + "; " + Cookies.ACCESS + "=other");

        assertProblem(response, ErrorCode.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({"a b", "a\"b", "é", "''"})
    void valueThatIsNoTokenIsNoToken(String value) {
        var response = page.send("GET", "/guarded/x", null, "", "Cookie", Cookies.REFRESH + "=" + value);

        assertProblem(response, ErrorCode.INVALID_TOKEN);
    }

    @Test
    void explicitRefreshSetsCookies() {
        var next = Cookies.fresh();
        var cookies = Cookies.ofRefresh(Cookies.newRefreshToken());
        page.answer(cookies.refresh(), 200, next.tokenResponse());

        var response = page.post("/session/refresh", cookies);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject().put("expires_in", 900).put("refresh_expires_in", 1_209_600));
        next.assertSetBy(response);
    }

    @Test
    void explicitRefreshWithoutCookieIsRefused() {
        var response = page.post("/session/refresh", null);

        assertProblem(response, ErrorCode.INVALID_TOKEN);
        Cookies.assertClearedBy(response);
    }

    @Test
    void refreshesAreLimitedWhereverTheyHappen() throws IOException {
        for (int i = 0; i < 60; i++) {
            var line = i % 2 == 0 ? "GET /guarded/x" : "POST /session/refresh";
            assertThat(askFrom("127.0.0.78", line, Cookies.newRefreshToken()).status())
                    .as("%s after %d", line, i)
                    .isEqualTo(401);
        }
        var last = Cookies.newRefreshToken();

        var answer = askFrom("127.0.0.78", "GET /guarded/x", last);

        assertProblem(answer, ErrorCode.RATE_LIMITED);
        assertThat(answer.headers()).containsKey("retry-after").doesNotContainKey("set-cookie");
        assertThat(page.calls(last)).isEmpty();
    }

    private RawClient.Answer askFrom(String from, String line, String refreshToken) throws IOException {
        try (var client = RawClient.connect(from, edge.port())) {
            return client.sendLines(
                            line + " HTTP/1.1",
                            "Host: here",
                            "Sec-Fetch-Site: same-origin",
                            "Content-Length: 0",
                            "Cookie: " + Cookies.REFRESH + "=" + refreshToken)
                    .read();
        }
    }

    private double shared() {
        return meters.counter("gatehouse.gateway.session.refreshes", "outcome", "shared")
                .count();
    }

    private static JsonObject headersSeen(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return new JsonObject(response.body()).getJsonObject("headers");
    }
}

package io.gatehouse.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.Tokens;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

/** The cookies of a session as a browser has them, and what the gateway says about them. */
record Cookies(String access, String refresh) {

    static final String ACCESS = "__Host-gatehouse-access";
    static final String REFRESH = "__Host-gatehouse-refresh";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";

    /** A refresh token that nobody has seen. */
    static String newRefreshToken() {
        return "refresh-" + UUID.randomUUID();
    }

    /** Good ones. */
    static Cookies fresh() {
        return new Cookies(Tokens.fresh(), newRefreshToken());
    }

    static Cookies ofRefresh(String refresh) {
        return new Cookies(null, refresh);
    }

    String header() {
        var value = "";
        if (access != null) {
            value += ACCESS + "=" + access;
        }
        if (refresh != null) {
            value += (value.isEmpty() ? "" : "; ") + REFRESH + "=" + refresh;
        }
        return value;
    }

    /** What auth-service answers that issues these. */
    JsonObject tokenResponse() {
        return new JsonObject()
                .put("access_token", access)
                .put("token_type", "Bearer")
                .put("expires_in", 900)
                .put("refresh_token", refresh)
                .put("refresh_expires_in", 1_209_600)
                .put("scope", "openid");
    }

    void assertSetBy(HttpResponse<String> response) {
        assertThat(setCookies(response))
                .containsExactly(
                        ACCESS + "=" + access + ATTRIBUTES + "870", REFRESH + "=" + refresh + ATTRIBUTES + "1209600");
        assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(response.body()).doesNotContain(access, refresh);
    }

    static void assertClearedBy(HttpResponse<String> response) {
        assertThat(setCookies(response))
                .containsExactly(ACCESS + "=" + ATTRIBUTES + "0", REFRESH + "=" + ATTRIBUTES + "0");
        assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
    }

    static void assertKeptBy(HttpResponse<String> response) {
        assertThat(setCookies(response)).isEmpty();
    }

    private static List<String> setCookies(HttpResponse<String> response) {
        return response.headers().allValues("set-cookie").stream()
                .filter(line -> line.startsWith("__Host-"))
                .toList();
    }
}

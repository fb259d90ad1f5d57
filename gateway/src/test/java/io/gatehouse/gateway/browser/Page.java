package io.gatehouse.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.GatewayApi;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** What a browser sends for a page of the gateway's own origin, and what the fake auth-service is told. */
final class Page {

    private final int port;

    Page(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path, Cookies cookies) {
        return send("GET", path, cookies, "", "Sec-Fetch-Site", "same-origin");
    }

    HttpResponse<String> post(String path, Cookies cookies, String body) {
        return send("POST", path, cookies, body, "Sec-Fetch-Site", "same-origin");
    }

    HttpResponse<String> post(String path, Cookies cookies) {
        return post(path, cookies, "");
    }

    /** With these fields alone about the page. */
    HttpResponse<String> send(String method, String path, Cookies cookies, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        if (cookies != null) {
            request.header("Cookie", cookies.header());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return GatewayApi.send(request.build());
    }

    /** From now on a refresh token is answered so. */
    void answer(String refreshToken, int status, JsonObject body) {
        set(refreshToken, new JsonObject().put("status", status).put("body", body));
    }

    /** The same, once it is released. */
    void hold(String refreshToken, JsonObject body) {
        set(refreshToken, new JsonObject().put("status", 200).put("body", body).put("held", true));
    }

    void release(String refreshToken) {
        GatewayApi.get(port, "/open/release-refresh?token=" + refreshToken);
    }

    /** From where it was presented, each time. */
    String calls(String refreshToken) {
        return GatewayApi.get(port, "/open/refresh-calls?token=" + refreshToken).body();
    }

    private void set(String refreshToken, JsonObject answer) {
        assertThat(send("POST", "/open/set-refresh?token=" + refreshToken, null, answer.encode())
                        .statusCode())
                .isEqualTo(200);
    }
}

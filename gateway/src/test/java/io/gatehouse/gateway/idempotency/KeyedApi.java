package io.gatehouse.gateway.idempotency;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.GatewayApi;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

/** Requests with a key, and how often the service has heard them. */
record KeyedApi(int port, String key) {

    static KeyedApi fresh(int port) {
        return new KeyedApi(port, UUID.randomUUID().toString());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Idempotency-Key", '"' + key + '"');
        if (headers.length > 0) {
            request.headers(headers);
        }
        return GatewayApi.send(request.build());
    }

    /** How often the service was called with this id. */
    int calls(String id) {
        return Integer.parseInt(GatewayApi.get(port, "/open/calls?id=" + id).body());
    }

    void awaitWaiting(String id) {
        await(() -> GatewayApi.get(port, "/open/fate?id=" + id).body().equals("waiting"));
    }

    void release(String id) {
        assertThat(GatewayApi.get(port, "/open/release?id=" + id).statusCode()).isEqualTo(200);
    }

    static boolean isReplay(HttpResponse<?> response) {
        return response.headers().firstValue("idempotency-replayed").isPresent();
    }
}

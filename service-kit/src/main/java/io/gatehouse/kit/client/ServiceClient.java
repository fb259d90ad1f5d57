package io.gatehouse.kit.client;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Reads JSON from another service with this one's own access token. */
public final class ServiceClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http;
    private final URI root;
    private final ServiceTokens tokens;

    /** @param root of the service that is asked */
    public ServiceClient(Vertx vertx, URI root, ServiceTokens tokens) {
        this.http = HttpClient.newInstance(
                vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())));
        this.root = root;
        this.tokens = tokens;
    }

    /** The body of the answer. Fails where that is anything but {@code 200}, or takes longer than that. */
    public Uni<Buffer> get(String target, Duration timeout) {
        return tokens.get().chain(token -> request(target, timeout, token)
                .onFailure(TokenRefused.class)
                .recoverWithUni(() -> getWithFreshToken(target, timeout, token)));
    }

    @Override
    public void close() {
        http.closeAndForget();
    }

    /** Once: the token may have been withdrawn, or its key. A fresh one that is refused too is a real refusal. */
    private Uni<Buffer> getWithFreshToken(String target, Duration timeout, String refused) {
        tokens.discard(refused);
        return tokens.get().chain(token -> request(target, timeout, token));
    }

    private Uni<Buffer> request(String target, Duration timeout, String token) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(root.resolve(target).toString())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Accept", "application/json");
        return http.request(options)
                .chain(ServiceClient::send)
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private static Uni<Buffer> send(HttpClientRequest request) {
        return request.send()
                .chain(response -> body(request.path(), response))
                .onCancellation()
                .invoke(request::reset);
    }

    private static Uni<Buffer> body(String path, HttpClientResponse response) {
        return switch (response.statusCode()) {
            case 200 -> response.body();
            case 401 -> response.body().chain(() -> Uni.createFrom().failure(new TokenRefused(path)));
            default ->
                response.body().chain(() -> Uni.createFrom()
                        .failure(new IOException(path + " answered " + response.statusCode())));
        };
    }

    private static final class TokenRefused extends IOException {

        private static final long serialVersionUID = 1L;

        TokenRefused(String path) {
            super(path + " refused our token");
        }
    }
}

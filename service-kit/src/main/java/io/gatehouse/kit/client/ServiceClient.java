package io.gatehouse.kit.client;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** Exchanges JSON with another service, with this one's own access token. */
public final class ServiceClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** To the other service. Whoever finds all of them taken waits. */
    static final int MOST_CONNECTIONS = 20;

    private final HttpClient http;
    private final URI root;
    private final ServiceTokens tokens;

    /** @param root of the service that is asked */
    public ServiceClient(Vertx vertx, URI root, ServiceTokens tokens) {
        this.http = HttpClient.newInstance(vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) CONNECT_TIMEOUT.toMillis()),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS)));
        this.root = root;
        this.tokens = tokens;
    }

    /** The body of the answer. Fails where that is no success, or takes longer than that, the token that it needs included. */
    public Uni<Buffer> get(String target, Duration timeout) {
        return send(new Call(HttpMethod.GET, target, Buffer.buffer(), timeout));
    }

    /** The same with a body of JSON. */
    public Uni<Buffer> post(String target, Buffer json, Duration timeout) {
        return send(new Call(HttpMethod.POST, target, json, timeout));
    }

    /** The same with a body of JSON, for what may be repeated. */
    public Uni<Buffer> put(String target, Buffer json, Duration timeout) {
        return send(new Call(HttpMethod.PUT, target, json, timeout));
    }

    /** An answer whose body is long, and read by and by. The timeout is for its beginning. */
    public Uni<OpenAnswer> open(String target, Duration timeout) {
        return withToken(token -> open(target, token), timeout);
    }

    @Override
    public void close() {
        http.closeAndForget();
    }

    private record Call(HttpMethod method, String target, Buffer body, Duration timeout) {}

    private Uni<Buffer> send(Call call) {
        return withToken(token -> send(call, token), call.timeout());
    }

    /** The time holds for all of it: getting a token, and another one where that is refused. */
    private <T> Uni<T> withToken(Function<String, Uni<T>> attempt, Duration timeout) {
        return CallerContext.keep(() -> tokens.get()
                .chain(token -> attempt.apply(token)
                        .onFailure(TokenRefused.class)
                        .recoverWithUni(() -> withFreshToken(attempt, token)))
                .ifNoItem()
                .after(timeout)
                .fail());
    }

    /** Once: the token may have been withdrawn, or its key, or lack a scope of today. A fresh one that is refused too is a real refusal. */
    private <T> Uni<T> withFreshToken(Function<String, Uni<T>> attempt, String refused) {
        tokens.discard(refused);
        return tokens.get().chain(token -> attempt.apply(token));
    }

    private RequestOptions options(HttpMethod method, String target, String token) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(root.resolve(target).toString())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Accept", "application/json");
    }

    private Uni<OpenAnswer> open(String target, String token) {
        return onConnection(options(HttpMethod.GET, target, token), request -> request.send()
                // Nothing of the body is to come before somebody reads it.
                .invoke(HttpClientResponse::pause)
                .chain(response -> response.statusCode() == 200
                        ? Uni.createFrom().item(new OpenAnswer(request, response))
                        : body(request.path(), response.resume()).chain(() -> Uni.createFrom()
                                .failure(new IOException(target + " answered " + response.statusCode())))));
    }

    private Uni<Buffer> send(Call call, String token) {
        var options = options(call.method(), call.target(), token);
        if (call.body().length() > 0) {
            options.putHeader("Content-Type", "application/json");
        }
        return onConnection(options, request -> send(request, call.body()));
    }

    private static Uni<Buffer> send(HttpClientRequest request, Buffer body) {
        var answer = body.length() == 0 ? request.send() : request.send(body);
        return answer.chain(response -> body(request.path(), response));
    }

    /** Whoever is not waited for any more gives their connection back, also where they get it only later. */
    private <T> Uni<T> onConnection(RequestOptions options, Function<HttpClientRequest, Uni<T>> exchange) {
        var asked = http.request(options)
                // What fails is told by the answer; without this, a reset of ours would be logged as an error.
                .invoke(request -> request.exceptionHandler(failure -> {}))
                .memoize()
                .indefinitely();
        return asked.chain(request -> exchange.apply(request)).onCancellation().invoke(() -> asked.subscribe()
                .with(HttpClientRequest::reset, nobodyIsThereToBeTold -> {}));
    }

    private static Uni<Buffer> body(String path, HttpClientResponse response) {
        return switch (response.statusCode()) {
            case 200, 204 -> response.body();
            case 401, 403 -> response.body().chain(() -> Uni.createFrom().failure(new TokenRefused(path)));
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

package io.gatehouse.kit.client;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The access token with which this service speaks for itself (RFC 6749 section 4.4, client credentials). One token serves
 * all callers until shortly before it expires; callers at the same time share one request for it.
 */
public final class ServiceTokens implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** A token is renewed this long before it expires: more than a long poll and the clocks' difference take. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final HttpClient http;
    private final String tokenEndpoint;
    private final ClientCredentials credentials;
    private final Clock clock;

    private Uni<String> current;
    private String issued;
    private Instant renewAt = Instant.MIN;

    public ServiceTokens(Vertx vertx, URI tokenEndpoint, ClientCredentials credentials, Clock clock) {
        this.http = HttpClient.newInstance(
                vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) TIMEOUT.toMillis())));
        this.tokenEndpoint = tokenEndpoint.toString();
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A token that the issuer should accept for a while yet. */
    public Uni<String> get() {
        return Uni.createFrom().deferred(this::currentOrNew);
    }

    /** Says that the issuer refused this token. The next {@link #get()} asks for another, unless that happened already. */
    public synchronized void discard(String refused) {
        if (refused.equals(issued)) {
            renewAt = Instant.MIN;
        }
    }

    @Override
    public void close() {
        http.closeAndForget();
    }

    private synchronized Uni<String> currentOrNew() {
        if (!clock.instant().isBefore(renewAt)) {
            renewAt = Instant.MAX; // until this request is over
            issued = null;
            current = request().memoize().indefinitely();
        }
        return current;
    }

    private Uni<String> request() {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(tokenEndpoint)
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("Authorization", credentials.basic())
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Accept", "application/json");
        return http.request(options)
                .chain(ServiceTokens::send)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(Buffer::toJsonObject)
                .map(this::accept)
                .onFailure()
                .invoke(this::forget);
    }

    private static Uni<Buffer> send(HttpClientRequest request) {
        return request.send("grant_type=client_credentials")
                .chain(ServiceTokens::body)
                .onCancellation()
                .invoke(request::reset);
    }

    private static Uni<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body()
                : response.body().chain(() -> Uni.createFrom()
                        .failure(new IOException("No service token: the issuer answered " + response.statusCode())));
    }

    private synchronized String accept(JsonObject answer) {
        var lifetime = Duration.ofSeconds(answer.getLong("expires_in"));
        var margin = lifetime.dividedBy(2).compareTo(MARGIN) < 0 ? lifetime.dividedBy(2) : MARGIN;
        renewAt = clock.instant().plus(lifetime).minus(margin);
        issued = answer.getString("access_token");
        return issued;
    }

    private synchronized void forget() {
        renewAt = Instant.MIN;
    }
}

package io.gatehouse.kit.identity;

import static io.gatehouse.contracts.error.ErrorCode.SERVICE_UNAVAILABLE;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.kit.web.PeerFailures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The issuer's keys, read from its JWKS (RFC 7517) and kept in memory. They are read again when they are old, and when
 * an unknown key id appears, at most every few seconds: tokens with invented key ids cannot make it hammer the issuer.
 * While the issuer is down the keys that were read last go on to serve.
 */
public final class JwksClient implements VerificationKeys, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JwksClient.class);

    /**
     * Far below the time a key is published before it signs, and below what the issuer allows: a key that it withdraws is
     * dropped here so soon.
     */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    /** Keys that nobody asked for in so long may have been withdrawn; the first to ask again waits for a look. */
    private static final Duration MAX_IDLE = Duration.ofMinutes(5);

    private static final Duration MIN_INTERVAL = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_BODY = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient http;
    private final String jwksUri;
    private final Clock clock;
    private final PeerFailures failures = new PeerFailures();

    private volatile Map<String, PublicKey> keys = Map.of();
    private volatile Instant readAt = Instant.MIN;
    private volatile Instant triedAt = Instant.MIN;
    private Future<Void> running;

    public JwksClient(Vertx vertx, URI jwksUri, Clock clock) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) TIMEOUT.toMillis())
                .setKeepAliveTimeout(5)
                .setMaxPoolSize(2)
                .setMaxWaitQueueSize(16));
        this.jwksUri = jwksUri.toString();
        this.clock = clock;
    }

    /** Whether keys have been read at least once. */
    public boolean loaded() {
        return !keys.isEmpty();
    }

    /** How long ago the keys were read; null before the first time. */
    public Duration age() {
        return loaded() ? Duration.between(readAt, clock.instant()) : null;
    }

    @Override
    public Future<PublicKey> find(String kid) {
        var known = keys.get(kid);
        var now = clock.instant();
        // Counted from the last attempt: while the issuer is down, nobody waits for it who need not.
        if (known != null && now.isBefore(triedAt.plus(MAX_IDLE))) {
            if (now.isAfter(readAt.plus(MAX_AGE))) {
                refresh(); // in the background; this request goes on with what is known
            }
            return Future.succeededFuture(known);
        }
        return refresh().transform(done -> {
            if (!loaded()) {
                return Future.failedFuture(
                        new ApiException(SERVICE_UNAVAILABLE, done.cause()).retryAfter(MIN_INTERVAL));
            }
            return Future.succeededFuture(keys.get(kid));
        });
    }

    /** Reads the keys now, unless that was tried a moment ago. Callers at the same time share one request. */
    public synchronized Future<Void> refresh() {
        if (running != null) {
            return running;
        }
        var now = clock.instant();
        if (now.isBefore(triedAt.plus(MIN_INTERVAL))) {
            return Future.succeededFuture();
        }
        triedAt = now;
        var attempt = read();
        running = attempt;
        attempt.onComplete(done -> finished());
        return attempt;
    }

    @Override
    public void close() {
        http.close();
    }

    private synchronized void finished() {
        running = null;
    }

    private Future<Void> read() {
        var answer = Promise.<Map<String, PublicKey>>promise();
        // On an event loop from the first step to the last: started elsewhere, such as on the thread
        // that starts a service, a body may have come and gone before anybody listens for it.
        vertx.getOrCreateContext()
                .runOnContext(now -> request().map(JwksClient::parse).onComplete(answer));
        return answer.future()
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(this::replace)
                .onFailure(cause ->
                        LOG.logf(failures.level(), "The issuer's keys could not be read from %s: %s", jwksUri, cause))
                .mapEmpty();
    }

    private Future<Buffer> request() {
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(jwksUri)
                        .setTimeout(TIMEOUT.toMillis())
                        .putHeader("Accept", "application/json"))
                .compose(HttpClientRequest::send)
                .compose(JwksClient::body);
    }

    private void replace(Map<String, PublicKey> current) {
        keys = current;
        readAt = clock.instant();
        failures.answered();
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        return response.body()
                .compose(body -> response.statusCode() == 200
                        ? Future.succeededFuture(body)
                        : Future.failedFuture("status " + response.statusCode()));
    }

    private static Map<String, PublicKey> parse(Buffer body) {
        if (body.length() > MAX_BODY) {
            throw new IllegalArgumentException("a key set of " + body.length() + " bytes");
        }
        return KeySet.parse(body.getBytes());
    }
}

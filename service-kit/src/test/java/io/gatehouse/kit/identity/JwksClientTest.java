package io.gatehouse.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JwksClientTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger reads = new AtomicInteger();
    private final MovableClock time = new MovableClock();
    private volatile String published = keySet("k1");
    private volatile int status = 200;
    private HttpServer issuer;
    private JwksClient client;

    @BeforeEach
    void start() {
        issuer = done(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
        client = new JwksClient(
                vertx, URI.create("http://127.0.0.1:" + issuer.actualPort() + "/jwks.json"), time.clock());
    }

    @AfterEach
    void stop() {
        client.close();
        done(vertx.close());
    }

    @Test
    void aKeyIsReadOnceAndKept() {
        assertThat(done(client.find("k1"))).isNotNull();
        assertThat(done(client.find("k1"))).isNotNull();

        assertThat(reads).hasValue(1);
    }

    @Test
    void aNewKeyIsFoundByItsId() {
        done(client.find("k1"));
        published = keySet("k1", "k2");
        time.pass(Duration.ofSeconds(3));

        assertThat(done(client.find("k2"))).isNotNull();
    }

    @Test
    void inventedKeyIdsDoNotHammerTheIssuer() {
        done(client.find("k1"));
        time.pass(Duration.ofSeconds(3));

        var found = IntStream.range(0, 1_000)
                .mapToObj(i -> client.find("invented-" + i))
                .map(JwksClientTest::done)
                .toList();

        assertThat(found).containsOnlyNulls();
        assertThat(reads).hasValue(2);
    }

    @Test
    void aWithdrawnKeyIsForgotten() {
        done(client.find("k1"));
        published = keySet("k2");
        time.pass(Duration.ofSeconds(3));
        done(client.find("k2"));

        assertThat(done(client.find("k1"))).isNull();
    }

    @Test
    void aKeyThatWasWithdrawnWhileNobodyAskedIsNotBelieved() {
        done(client.find("k1"));
        published = keySet("k2");
        time.pass(Duration.ofHours(1));

        assertThat(done(client.find("k1"))).isNull();
    }

    @Test
    void knownKeysServeWhileTheIssuerIsDown() {
        done(client.find("k1"));
        status = 500;
        time.pass(Duration.ofHours(1));

        assertThat(done(client.find("k1"))).isNotNull();
    }

    @Test
    void withoutAnyKeysItIsUnavailable() {
        status = 500;

        assertThatThrownBy(() -> done(client.find("k1")))
                .hasRootCauseMessage("status 500")
                .cause()
                .isInstanceOfSatisfying(ApiException.class, refusal -> assertThat(refusal.code)
                        .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void anEmptyKeySetReplacesNothing() {
        done(client.find("k1"));
        published = "{\"keys\":[]}";
        time.pass(Duration.ofSeconds(3));
        done(client.find("k2"));

        assertThat(done(client.find("k1"))).isNotNull();
    }

    private void answer(HttpServerRequest request) {
        reads.incrementAndGet();
        request.response().setStatusCode(status).end(published);
    }

    private static String keySet(String... kids) {
        var keys = new JsonWebKeySet();
        for (var kid : kids) {
            keys.addJsonWebKey(newKey(kid));
        }
        return keys.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static PublicJsonWebKey newKey(String kid) {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(kid);
            return key;
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static final class MovableClock implements InstantSource {

        private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        Clock clock() {
            return withZone(ZoneOffset.UTC);
        }
    }
}

package io.gatehouse.gateway.proxy;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.upstream.FakeDns;
import io.gatehouse.gateway.upstream.FakeInstance;
import io.vertx.core.Vertx;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How instances are found, and how those that appear or are not ready get their requests. */
class DiscoveryTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final FakeInstance first = FakeInstance.startAt(VERTX, "127.0.0.1", 0);
    private final FakeInstance second = FakeInstance.startAt(VERTX, "127.0.0.2", first.port());
    private final FakeDns dns = FakeDns.start(VERTX);

    @AfterEach
    void stop() {
        first.close();
        second.close();
        dns.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void changeOfANameIsFollowed() {
        dns.addresses("things.test.", "127.0.0.1");
        try (var proxied = named("name: things.test., port: " + first.port(), "")) {
            await(() -> proxied.get().statusCode() == 200);
            assertThat(second.calls()).isZero();

            dns.addresses("things.test.", "127.0.0.1", "127.0.0.2");
            proxied.getUntil(() -> second.calls() > 3);
            dns.addresses("things.test.", "127.0.0.2");
            await(() -> proxied.gauge("instances") == 1);
            int before = first.calls();
            IntStream.range(0, 20)
                    .forEach(_ -> assertThat(proxied.get().statusCode()).isEqualTo(200));

            assertThat(first.calls()).isEqualTo(before);
        }
    }

    @Test
    void lastAnswerIsGoodUntilThereIsAnother() {
        dns.addresses("things.test.", "127.0.0.1");
        try (var proxied = named("name: things.test., port: " + first.port(), "")) {
            await(() -> proxied.get().statusCode() == 200);

            dns.fails();
            await(() -> proxied.count("dns.failures") > 2);
            assertThat(proxied.get().statusCode()).isEqualTo(200);
            dns.addresses("things.test.", "127.0.0.2");

            proxied.getUntil(() -> second.calls() > 0);
        }
    }

    /** As in a roll-out: the DNS tells of the new one late, and of the old one for too long. */
    @Test
    void instanceThatHasEndedAndIsStillNamedFailsNoRequest() {
        dns.addresses("things.test.", "127.0.0.1", "127.0.0.2");
        try (var proxied = new ProxiedUpstream(
                VERTX, "url: http://things:" + first.port() + ", instances: things.test.", "", 2, dns.address())) {
            await(() -> proxied.gauge("instances") == 2);
            proxied.getUntil(() -> first.calls() > 3 && second.calls() > 3);

            first.die();
            int before = second.calls();
            IntStream.range(0, 50)
                    .forEach(_ -> assertThat(proxied.get().statusCode()).isEqualTo(200));
            first.revive();

            assertThat(second.calls()).isGreaterThanOrEqualTo(before + 50);
            assertThat(proxied.gauge("instances.available")).isEqualTo(1);
        }
    }

    @Test
    void answerThatMakesNoSenseEndsNothing() {
        dns.brokenAddress("things.test.");
        try (var proxied = named("name: things.test., port: " + first.port(), "")) {
            await(() -> proxied.count("dns.failures") > 2);

            dns.addresses("things.test.", "127.0.0.1");

            await(() -> proxied.get().statusCode() == 200);
        }
    }

    @Test
    void serviceRecordsBringPortsAndTheBestPriorityCounts() {
        dns.services("_http._tcp.things.test.", "10 127.0.0.1 " + first.port(), "20 127.0.0.2 " + second.port());
        try (var proxied = named("name: _http._tcp.things.test., type: srv", "")) {
            await(() -> proxied.get().statusCode() == 200);
            assertThat(proxied.gauge("instances")).isEqualTo(1);

            dns.services("_http._tcp.things.test.", "20 127.0.0.2 " + second.port());
            proxied.getUntil(() -> second.calls() > 0);

            assertThat(first.calls()).isPositive();
        }
    }

    /** The system's own look-up knows nothing of these names. */
    @Test
    void targetsOfServiceRecordsAreAskedOfTheSameServer() {
        dns.services("_http._tcp.things.test.", "10 one.test " + first.port(), "10 gone.test " + first.port());
        dns.addresses("one.test.", "127.0.0.1");
        try (var proxied = named("name: _http._tcp.things.test., type: srv", "")) {
            await(() -> proxied.get().statusCode() == 200);
            assertThat(proxied.gauge("instances")).isEqualTo(1);

            dns.addresses("one.test.", "127.0.0.2");
            proxied.getUntil(() -> second.calls() > 0);

            dns.addresses("one.test.", "127.0.0.1", "127.0.0.2");
            await(() -> proxied.gauge("instances") == 2);
        }
    }

    @Test
    void nameThatStandsForNothingYetIsUnavailable() {
        try (var proxied = named("name: things.test., port: " + first.port(), "")) {
            assertThat(proxied.get().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void newInstanceStartsSlowly() {
        dns.addresses("things.test.", "127.0.0.1");
        try (var proxied = named("name: things.test., port: " + first.port(), ", slow_start: 1h")) {
            await(() -> proxied.get().statusCode() == 200);
            dns.addresses("things.test.", "127.0.0.1", "127.0.0.2");
            await(() -> proxied.gauge("instances") == 2);

            IntStream.range(0, 300)
                    .forEach(_ -> assertThat(proxied.get().statusCode()).isEqualTo(200));

            // A tenth is expected; that it gets a quarter by chance happens to nobody.
            assertThat(second.calls()).isBetween(1, 75);
        }
    }

    @Test
    void instanceThatFailsItsChecksGetsNothing() {
        second.does(request -> request.response()
                .setStatusCode("/ready".equals(request.uri()) ? 503 : 200)
                .end());
        try (var proxied = ProxiedUpstream.of(
                VERTX,
                ", slow_start: 0s, check: {path: /ready, interval: 50ms, timeout: 50ms, failures: 2}",
                "",
                first,
                second)) {
            await(() -> proxied.gauge("instances.available") == 1);
            int before = first.calls();
            IntStream.range(0, 20).forEach(_ -> assertThat(proxied.get().body()).isEqualTo("well"));
            assertThat(first.calls()).isGreaterThanOrEqualTo(before + 20);

            second.isWell();
            await(() -> proxied.gauge("instances.available") == 2);

            assertThat(proxied.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void checksThatFailEverywhereAreNotBelieved() {
        first.does(request -> request.response()
                .setStatusCode("/ready".equals(request.uri()) ? 503 : 200)
                .end());
        try (var proxied =
                ProxiedUpstream.of(VERTX, ", check: {path: /ready, interval: 50ms, timeout: 50ms}", "", first)) {
            await(() -> proxied.gauge("instances.available") == 0);

            assertThat(proxied.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void instancesAreSpokenToInHttp2() {
        first.does(request -> request.response().end(request.version().name()));
        try (var proxied = ProxiedUpstream.of(VERTX, ", protocol: h2c", "", first)) {
            assertThat(proxied.get().body()).isEqualTo("HTTP_2");
        }
    }

    private ProxiedUpstream named(String name, String settings) {
        return new ProxiedUpstream(VERTX, "dns: {" + name + "}" + settings, "", 2, dns.address());
    }
}

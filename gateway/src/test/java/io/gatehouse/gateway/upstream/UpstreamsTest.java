package io.gatehouse.gateway.upstream;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What outlives a change of the routes file. */
class UpstreamsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final FakeDns DNS = FakeDns.start(VERTX);

    private final UpstreamFactory factory = UpstreamFixture.factory(VERTX, new SimpleMeterRegistry(), 1, DNS.address());

    @AfterAll
    static void end() {
        DNS.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void changedServiceKeepsWhatItsNameStoodForUntilItIsLookedUpAgain() {
        DNS.addresses("kept.test.", "127.0.0.1", "127.0.0.2");
        var before = new Upstreams(factory, List.of(target("kept.test.", 10)));
        awaitInstances(before.get("things"), 2);
        DNS.fails();

        var after = before.next(List.of(target("kept.test.", 20)));

        assertThat(after.get("things")).isNotSameAs(before.get("things"));
        assertThat(after.get("things").attempt()).isPresent();
        assertThat(after.get("things").instances().total()).isEqualTo(2);
    }

    @Test
    void otherNameBeginsWithNothing() {
        DNS.addresses("one.test.", "127.0.0.1");
        var before = new Upstreams(factory, List.of(target("one.test.", 10)));
        awaitInstances(before.get("things"), 1);

        var after = before.next(List.of(target("other.test.", 10)));

        assertThat(after.get("things").instances().total()).isZero();
    }

    @Test
    void nameIsLookedUpOnceTheDnsHasAnswered() {
        DNS.isSilent(true);
        var upstreams = new Upstreams(factory, List.of(target("asked.test.", 10)));
        assertThat(upstreams.get("things").isLookedUp()).isFalse();

        DNS.isSilent(false);

        // That it stands for nothing is an answer, too.
        await(() -> upstreams.get("things").isLookedUp());
        assertThat(upstreams.get("things").instances().total()).isZero();
    }

    @Test
    void podsOfAClusterWithIpv6AloneAreFound() {
        DNS.addresses("six.test.", "::1", "::2");

        var upstreams = new Upstreams(
                factory,
                List.of(
                        target("six.test.", InstanceSource.Dns.Type.ADDRESS, 10),
                        new UpstreamTarget(
                                "others",
                                new InstanceSource.Dns("six.test.", InstanceSource.Dns.Type.A, 8080, false),
                                ConnectionSettings.DEFAULTS,
                                EjectionSettings.DEFAULTS,
                                null)));

        awaitInstances(upstreams.get("things"), 2);
        await(() -> upstreams.get("others").isLookedUp());
        assertThat(upstreams.get("others").instances().total()).isZero();
    }

    private static UpstreamTarget target(String name, int connections) {
        return target(name, InstanceSource.Dns.Type.A, connections);
    }

    private static UpstreamTarget target(String name, InstanceSource.Dns.Type type, int connections) {
        var usual = ConnectionSettings.DEFAULTS;
        return new UpstreamTarget(
                "things",
                new InstanceSource.Dns(name, type, 8080, false),
                new ConnectionSettings(
                        usual.protocol(),
                        null,
                        connections,
                        usual.streams(),
                        usual.waiting(),
                        usual.maxWait(),
                        usual.connectTimeout(),
                        usual.keepAlive(),
                        usual.readTimeout()),
                EjectionSettings.DEFAULTS,
                null);
    }

    private static void awaitInstances(Upstream upstream, int number) {
        await(() -> upstream.instances().total(), number);
    }
}

package io.gatehouse.gateway.ratelimit;

import static io.gatehouse.gateway.ratelimit.Policies.bucket;
import static io.gatehouse.gateway.ratelimit.Policies.byAccount;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** A Redis in cluster mode refuses commands whose keys lie in different slots; it is recognised without a setting. */
class ClusterTest {

    private static final int SLOTS = 16_384;

    // The port of the cluster's own bus is 10,000 above.
    private static final int LAST_PORT = 55_000;

    private static final Policy ACCOUNT = byAccount("account", 2, Duration.ofHours(1));
    private static final Policy ADDRESS = new Policy(
            "address",
            new Rate(100, Duration.ofHours(1), 100),
            List.of(Policy.Key.ADDRESS),
            Map.of(),
            Policy.WithoutRedis.LOCAL,
            false,
            0);
    private static final List<Limit> LIMITS = List.of(new Limit(ACCOUNT, 1), new Limit(ADDRESS, 1));

    @TempDir
    static Path folder;

    private static RedisServer server;
    private static Vertx vertx;
    private static Context context;
    private static RedisConnection connection;
    private static RateLimiter limiter;

    private final String account = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + folder)
                .setting("cluster-enabled yes")
                .setting("cluster-announce-ip 127.0.0.1")
                .build();
        server.start();
        vertx = Vertx.vertx();
        context = vertx.getOrCreateContext();
        var url = "redis://127.0.0.1:" + port;
        connection = join(Redis.createClient(vertx, url).connect());
        var slots = Request.cmd(Command.CLUSTER).arg("ADDSLOTS");
        IntStream.range(0, SLOTS).forEach(slots::arg);
        join(connection.send(slots));
        awaitAllSlotsServed();
        limiter = new RateLimiters(vertx, config(url), new SimpleMeterRegistry()).create();
        assertThat(onContext(limiter::start)).isTrue();
    }

    @AfterAll
    static void stop() throws IOException {
        join(vertx.close());
        server.stop();
    }

    @Test
    void oneCommandCannotCountTwoSubjects() {
        var two = List.of(
                bucket(ACCOUNT, account), bucket(ACCOUNT, UUID.randomUUID().toString()));

        assertThat(new GcraScript(connection::send)
                        .decide(two)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .handle((_, failure) -> failure)
                        .join())
                .hasMessageContaining("CROSSSLOT");
    }

    @Test
    void allSubjectsOfARequestAreCounted() {
        var address = InetAddress.ofLiteral("198.51.100.1");

        admit(address);
        var second = admit(address);

        assertThat(second.admitted()).isTrue();
        assertThat(told(second)).isEqualTo("\"account\";r=0;t=3600, \"address\";r=98;t=72");
    }

    @Test
    void whatOneSubjectRefusesIsGivenBackToTheOthers() {
        var address = InetAddress.ofLiteral("198.51.100.2");
        admit(address);
        admit(address);

        var refused = admit(address);

        assertThat(refused.admitted()).isFalse();
        assertThat(told(refused)).isEqualTo("\"account\";r=0;t=3600, \"address\";r=98;t=72");
        var other = onContext(() -> limiter.admit(LIMITS.subList(1, 2), subjects(address)));
        assertThat(told(other)).isEqualTo("\"address\";r=97;t=108");
    }

    private Verdict admit(InetAddress address) {
        return onContext(() -> limiter.admit(LIMITS, subjects(address)));
    }

    private static String told(Verdict verdict) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        verdict.writeTo(headers);
        return headers.get("RateLimit");
    }

    private Subjects subjects(InetAddress address) {
        return new Subjects(address, "route", account, null, Set.of());
    }

    private static void awaitAllSlotsServed() {
        await(() -> join(connection.send(Request.cmd(Command.CLUSTER).arg("INFO")))
                .toString()
                .contains("cluster_state:ok"));
    }

    private static RateLimitConfig config(String url) {
        return new SmallRyeConfigBuilder()
                .withMapping(RateLimitConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValue("gatehouse.limits.redis-url", url)
                .withDefaultValue("gatehouse.limits.redis-budget", "2s")
                .build()
                .getConfigMapping(RateLimitConfig.class);
    }

    private static int freePort() throws IOException {
        while (true) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (socket.getLocalPort() < LAST_PORT) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private static <T> T onContext(Supplier<Future<T>> task) {
        var result = new CompletableFuture<T>();
        context.runOnContext(_ -> task.get().onSuccess(result::complete).onFailure(result::completeExceptionally));
        return result.join();
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}

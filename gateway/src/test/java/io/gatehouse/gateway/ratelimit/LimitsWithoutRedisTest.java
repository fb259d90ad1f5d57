package io.gatehouse.gateway.ratelimit;

import static io.gatehouse.gateway.ratelimit.Policies.byAccount;
import static io.gatehouse.gateway.ratelimit.Policies.inShadow;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Limiters that have never reached Redis: what each of several replicas grants, and what settings say to clients. */
class LimitsWithoutRedisTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String REPLICAS = "gatehouse.limits.replicas";
    private static final String X_FIELDS = "gatehouse.limits.x-fields";

    private final String account = UUID.randomUUID().toString();

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void replicasTogetherGrantTheQuota() {
        var limit = List.of(new Limit(byAccount("hour", 12, HOUR), 1));

        long granted = IntStream.range(0, 3)
                .mapToObj(_ -> replica(Map.of(REPLICAS, "3")))
                .mapToLong(replica -> IntStream.range(0, 20)
                        .filter(_ -> admit(replica, limit).admitted())
                        .count())
                .peek(each -> assertThat(each).isEqualTo(4))
                .sum();

        assertThat(granted).isEqualTo(12);
    }

    @Test
    void shareIsEarnedInTheReplicasPartOfTheRate() {
        var replica = replica(Map.of(REPLICAS, "3"));
        var limit = List.of(new Limit(byAccount("hour", 12, HOUR), 1));

        assertThat(told(admit(replica, limit)).get("RateLimit")).isEqualTo("\"hour\";r=3;t=900;gatehouse-mode=local");
        IntStream.range(0, 3).forEach(_ -> admit(replica, limit));

        // 300 s earn one in the cluster, 900 s one here.
        assertThat(told(admit(replica, limit)).get("RateLimit")).isEqualTo("\"hour\";r=0;t=3600;gatehouse-mode=local");
    }

    @Test
    void requestThatCostsMoreThanAShareIsPossibleStill() {
        var replica = replica(Map.of(REPLICAS, "10"));
        var limit = List.of(new Limit(byAccount("hour", 12, HOUR), 5));

        assertThat(admit(replica, limit).admitted()).isTrue();
        assertThat(admit(replica, limit).admitted()).isFalse();
    }

    @Test
    void refusalIsRememberedAlsoWhereItWasCountedHere() {
        var replica = replica(Map.of());
        var limit = List.of(new Limit(byAccount("hour", 1, HOUR), 1));
        admit(replica, limit);
        assertThat(replica.remembered(limit, subjects(UUID.randomUUID().toString())))
                .isNull();

        var remembered = replica.remembered(limit, subjects(account));

        assertThat(remembered.admitted()).isFalse();
        assertThat(told(remembered).get("RateLimit")).isEqualTo("\"hour\";r=0;t=3600;gatehouse-mode=local");
    }

    @Test
    void xFieldsTellTheTightestPolicy() {
        var replica = replica(Map.of(X_FIELDS, "true"));
        var limits = List.of(
                new Limit(byAccount("wide", 100, HOUR), 1),
                new Limit(byAccount("tight", 3, HOUR), 1),
                new Limit(inShadow("shadow", 1, HOUR), 1));

        var told = told(admit(replica, limits));

        assertThat(told.get("X-RateLimit-Limit")).isEqualTo("3");
        assertThat(told.get("X-RateLimit-Remaining")).isEqualTo("2");
        assertThat(told.get("X-RateLimit-Reset")).isEqualTo("1200");
    }

    @Test
    void xFieldsAreNotSentUnasked() {
        var told = told(admit(replica(Map.of()), List.of(new Limit(byAccount("hour", 3, HOUR), 1))));

        assertThat(told.names()).containsExactlyInAnyOrder("RateLimit-Policy", "RateLimit");
    }

    private Verdict admit(RateLimiter replica, List<Limit> limits) {
        return replica.admit(limits, subjects(account)).result();
    }

    private static Subjects subjects(String account) {
        return new Subjects(InetAddress.getLoopbackAddress(), "route", account, null, Set.of());
    }

    private static MultiMap told(Verdict verdict) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        verdict.writeTo(headers);
        return headers;
    }

    private static RateLimiter replica(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(RateLimitConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(RateLimitConfig.class);
        return new RateLimiters(VERTX, config, new SimpleMeterRegistry()).create();
    }
}

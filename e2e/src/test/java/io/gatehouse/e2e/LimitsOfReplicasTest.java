package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.SteadyLoad.Sample;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a limit promises, across two gateways on one Redis: the burst and what the time has earned, not one more. With {@code
 * -Dgatehouse.e2e.long=true} over three minutes of a window of 60 s.
 */
@ExtendWith(SharedGatehouse.class)
@Tag("resilience")
class LimitsOfReplicasTest {

    private static final int BURST = 100;
    private static final Sustained SUSTAINED = Sizes.LONG
            ? new Sustained(Routes.LIMITED, Duration.ofSeconds(60), Duration.ofMinutes(3))
            : new Sustained(Routes.LIMITED_BRIEFLY, Duration.ofSeconds(6), Duration.ofSeconds(12));

    // The last permit may be earned after the last request, at each gateway.
    private static final int FEW = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Replica second;

    private final Gatehouse gatehouse;
    private final RedisWire redis;
    private final String address = Api.newAddress();
    private final AtomicInteger turn = new AtomicInteger();

    private record Sustained(String path, Duration window, Duration time) {

        Duration emission() {
            return window.dividedBy(BURST);
        }
    }

    LimitsOfReplicasTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.redis = new RedisWire(16_379 + gatehouse.script().portOffset());
    }

    @BeforeAll
    static void startSecondGateway(Gatehouse gatehouse) throws IOException {
        second = Replica.startGateway(gatehouse, gatehouse.script().settings());
    }

    @AfterAll
    static void endSecondGateway() {
        second.close();
    }

    @Test
    void thousandAtOnceAreGrantedTheBurstAndWhatTheTimeEarned() throws Exception {
        long emission = Duration.ofSeconds(60).dividedBy(BURST).toNanos() / 1_000;
        long before = redis.micros();
        // So many that the bucket is never full again, from which on time counts that passes.
        long opening = AtOnce.fewAtATime(5, 1, this::ask).stream()
                .filter(answer -> answer.statusCode() == 200)
                .count();
        long opened = redis.micros();

        var answers = AtOnce.allTogether(1_000, this::ask);

        long over = redis.micros();
        long arrival = redis.number("gatehouse:limit:{address:" + address + "}:hundred");
        long admitted = opening
                + answers.stream().filter(answer -> answer.statusCode() == 200).count();
        long earned = (over - before) / emission;
        System.out.printf(
                "1,000 at once through two gateways: %d admitted in %.3f s of Redis's time, of %d at most%n",
                admitted, (over - before) / 1e6, BURST + earned);
        assertThat(admitted).isBetween((long) BURST, BURST + earned);
        assertThat(answers).allMatch(answer -> answer.statusCode() == 200 || answer.statusCode() == 429);
        // Redis has counted just those whom the clients saw admitted:
        // its number is when they began and what each of them costs.
        assertThat(arrival - admitted * emission).isBetween(before, opened);
    }

    @Test
    void sustainedLoadReachesTheRateAndNeverExceedsIt() {
        double emission = SUSTAINED.emission().toNanos();
        long start = System.nanoTime();
        var load = new SteadyLoad(60, () -> request(SUSTAINED.path));

        load.run(SUSTAINED.time);

        var admitted = load.samples().stream()
                .filter(sample -> sample.status() == 200)
                .sorted(Comparator.comparingLong(Sample::answered))
                .toList();
        for (int i = 0; i < admitted.size(); i++) {
            assertThat(i + 1L)
                    .as("admitted by then")
                    .isLessThanOrEqualTo(BURST + (long) ((admitted.get(i).answered() - start) / emission));
        }
        long reachable = BURST + (long) (SUSTAINED.time.toNanos() / emission);
        System.out.printf(
                "%d requests in %s through two gateways: %d admitted, of %d%n",
                load.samples().size(), SUSTAINED.time, admitted.size(), reachable);
        assertThat(admitted.size()).isGreaterThanOrEqualTo((int) reachable - FEW);
        assertThat(load.samples()).allMatch(sample -> sample.status() == 200 || sample.status() == 429);
    }

    private HttpResponse<Void> ask() throws IOException, InterruptedException {
        return CLIENT.send(request(Routes.LIMITED), BodyHandlers.discarding());
    }

    /** At both gateways by turns. */
    private HttpRequest request(String path) {
        var uri = turn.getAndIncrement() % 2 == 0 ? gatehouse.gateway(path) : second.at(path);
        return HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("X-Forwarded-For", address)
                .build();
    }
}

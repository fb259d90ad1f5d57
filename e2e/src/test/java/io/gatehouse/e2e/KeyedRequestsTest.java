package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hundred clients send one POST with one Idempotency-Key at the same time through two gateways, and an instance of the service is killed under
 * them. It is carried out once at the most, and all who are told what came of it are told the same. Whoever can not be told gets 409:
 * {@code request_outstanding} while it may still come to an end, and {@code outcome_unknown} when whoever had it is gone. Nobody, the service included, can say
 * then how far it came, so that is all that is true. With {@code -Dgatehouse.e2e.long=true} three hundred rounds.
 */
@ExtendWith(SharedGatehouse.class)
@Tag("resilience")
class KeyedRequestsTest {

    private static final int ROUNDS = Sizes.LONG ? 300 : 12;
    private static final int CLIENTS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LATEST_KILL = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String OUTSTANDING = "request_outstanding";
    private static final String UNKNOWN = "outcome_unknown";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final List<TinyService> INSTANCES = new ArrayList<>();
    private static final List<Replica> GATEWAYS = new ArrayList<>();
    private static Journal journal;

    private final AtomicInteger turn = new AtomicInteger();

    /** What became of a round's request. */
    private enum Outcome {
        TOLD,
        UNKNOWN
    }

    @BeforeAll
    static void start(Gatehouse gatehouse) throws IOException {
        journal = Journal.begin("keyed.journal");
        for (int i = 0; i < 2; i++) {
            INSTANCES.add(TinyService.start(journal));
        }
        var routes = Files.writeString(SharedGatehouse.home("keyed-routes.yaml"), """
                upstreams:
                  two: {urls: [%s, %s], ejection: {failures: 1000, time: 1s, max_time: 1s}}
                routes:
                  - {id: keyed, match: {paths: [/keyed]}, upstream: two, identity: none, idempotency: {keep: 1h}}
                """.formatted(
                        INSTANCES.stream().map(TinyService::url).toArray()));
        for (int i = 0; i < 2; i++) {
            GATEWAYS.add(Replica.startGateway(
                    gatehouse,
                    Map.of(
                            "GATEHOUSE_ROUTES_FILE",
                            routes.toString(),
                            // A loaded build machine is no slow Redis.
                            "GATEHOUSE_IDEMPOTENCY_REDIS_BUDGET",
                            "10S")));
        }
    }

    @AfterAll
    static void end() {
        GATEWAYS.forEach(Replica::close);
        INSTANCES.forEach(TinyService::close);
    }

    @Test
    void whateverIsKilledOneKeyIsOneExecutionAndOneReply() throws Exception {
        var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
        for (int round = 0; round < ROUNDS; round++) {
            outcomes.merge(round(round % 2 == 0), 1, Integer::sum);
        }

        System.out.printf(
                "%d rounds of %d POSTs with one key at two gateways, an instance killed in each: %s%n",
                ROUNDS, CLIENTS, outcomes);
        assertThat(outcomes).containsOnlyKeys(Outcome.TOLD, Outcome.UNKNOWN);
    }

    private Outcome round(boolean atWork) throws Exception {
        var key = UUID.randomUUID().toString();
        var killing = CompletableFuture.supplyAsync(() -> atWork ? killWhoIsAtWork(key) : killAnyone());

        var answers = AtOnce.allTogether(CLIENTS, () -> post(key));

        var killed = killing.get();
        var later = Eventually.ask(PATIENCE, () -> post(key), answer -> !says(answer, OUTSTANDING));
        answers.add(later);
        killed.startAgain();
        var replies = answers.stream()
                .filter(answer -> answer.statusCode() == 201)
                .map(answer -> answer.headers().firstValue("Location").orElseThrow())
                .distinct()
                .toList();
        assertThat(journal.begunBy(key)).as("executions").hasSizeLessThanOrEqualTo(1);
        assertThat(answers)
                .allMatch(answer -> answer.statusCode() == 201 || says(answer, OUTSTANDING) || says(answer, UNKNOWN));
        if (says(later, UNKNOWN)) {
            assertThat(replies).isEmpty();
            return Outcome.UNKNOWN;
        }
        assertThat(replies).hasSize(1);
        assertThat(answers).noneMatch(answer -> says(answer, UNKNOWN));
        assertThat(journal.begunBy(key)).hasSize(1);
        return Outcome.TOLD;
    }

    private static TinyService killWhoIsAtWork(String key) {
        for (long end = System.nanoTime() + PATIENCE.toNanos();
                System.nanoTime() - end < 0;
                LockSupport.parkNanos(100_000)) {
            var by = journal.begunBy(key);
            if (!by.isEmpty()) {
                return kill(INSTANCES.stream()
                        .filter(instance -> instance.name().equals(by.getFirst()))
                        .findFirst()
                        .orElseThrow());
            }
        }
        throw new IllegalStateException("nobody has begun");
    }

    private static TinyService killAnyone() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LATEST_KILL));
        return kill(INSTANCES.get(ThreadLocalRandom.current().nextInt(INSTANCES.size())));
    }

    private static TinyService kill(TinyService instance) {
        instance.close();
        return instance;
    }

    /** At both gateways by turns. */
    private HttpResponse<String> post(String key) {
        URI uri = GATEWAYS.get(turn.getAndIncrement() % GATEWAYS.size()).at("/keyed");
        var request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"n\": 1}"))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString()).join();
    }

    private static boolean says(HttpResponse<String> answer, String code) {
        return answer.statusCode() == 409 && answer.body().contains('"' + code + '"');
    }
}

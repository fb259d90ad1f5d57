package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.redis.DirectRedis;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * The script beside {@link Gcra}, step by step, on a clock of the test's own: the script in a real Redis reads its time from
 * two more arguments. Keys outlive a step, because no permit is earned in less than seconds.
 */
class GcraModelTest {

    private static final long START = 1_700_000_000_123_456L;
    private static final String CLOCK = "redis.call('TIME')";
    private static final int KEYS = 4;

    private static DirectRedis redis;
    private static String script;

    /** What one request asks of one key. */
    private record Part(int key, Demand demand) {}

    /** A request some time after the one before; a negative time is a clock that was set back, or another server's. */
    private record Step(long microsLater, int enforced, List<Part> parts) {}

    @BeforeContainer
    static void connect() throws IOException {
        redis = DirectRedis.connect();
        try (var in = Gcra.class.getResourceAsStream("/gcra.lua")) {
            var source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(source).containsOnlyOnce(CLOCK);
            script = source.replace(CLOCK, "{ ARGV[#ARGV - 1], ARGV[#ARGV] }");
        }
    }

    @AfterContainer
    static void disconnect() {
        redis.close();
    }

    /** Plans change, costs and leases differ, clocks step: each part of each step has numbers of its own. */
    @Property(tries = 150)
    void scriptDecidesLikeTheModel(@ForAll("steps") List<Step> steps) {
        var subject = UUID.randomUUID().toString();
        var model = new HashMap<Integer, Long>();
        long now = START;

        for (var step : steps) {
            now += step.microsLater;
            assertThat(evaluate(step, now, subject)).isEqualTo(expected(step, now, model));
        }
    }

    @Property
    void noIntervalAdmitsMoreThanTheBurstAndWhatItEarned(
            @ForAll @IntRange(min = 1, max = 20) int burst,
            @ForAll @LongRange(min = 1, max = 1_000) long emission,
            @ForAll List<@LongRange(min = 0, max = 3_000) Long> pauses) {
        var demand = new Demand(emission, burst * emission, 1, 1);
        var admissions = new ArrayList<Long>();
        long now = START;
        long arrival = now;
        for (long pause : pauses) {
            now += pause;
            var gcra = Gcra.decide(arrival, now, demand);
            arrival = gcra.arrival();
            if (gcra.admitted()) {
                admissions.add(now);
            }
        }

        for (int first = 0; first < admissions.size(); first++) {
            for (int last = first; last < admissions.size(); last++) {
                long earned = (admissions.get(last) - admissions.get(first)) / emission;
                assertThat(last - first + 1L).isLessThanOrEqualTo(burst + earned);
            }
        }
    }

    @Property
    void whoComesBackWhenToldIsAdmittedAndNotBefore(
            @ForAll @IntRange(min = 1, max = 20) int burst,
            @ForAll @LongRange(min = 2, max = 1_000_000) long emission,
            @ForAll @IntRange(min = 1, max = 20) int wanted,
            @ForAll @LongRange(min = 0, max = 20_000_000) long ahead) {
        var demand = new Demand(emission, burst * emission, Math.min(wanted, burst), Math.min(wanted, burst));
        var refused = Gcra.decide(START + ahead, START, demand);

        Assume.that(!refused.admitted());

        assertThat(Gcra.decide(refused.arrival(), START + refused.retry(), demand)
                        .admitted())
                .isTrue();
        assertThat(Gcra.decide(refused.arrival(), START + refused.retry() - 1, demand)
                        .admitted())
                .isFalse();
    }

    /** Gateways' clocks never enter the script; Redis's own may differ from that of the replica which takes over. */
    @Property
    void serverWithAnotherClockGrantsAtMostTheDifferenceAndLocksNobodyOut(
            @ForAll @IntRange(min = 1, max = 20) int burst,
            @ForAll @LongRange(min = 1, max = 1_000) long emission,
            @ForAll @LongRange(min = -100_000, max = 100_000) long skew) {
        var demand = new Demand(emission, burst * emission, 1, 1);
        long arrival = START + burst * emission;
        long now = START + skew;
        long admitted = 0;
        var gcra = Gcra.decide(arrival, now, demand);
        while (gcra.admitted()) {
            admitted++;
            gcra = Gcra.decide(gcra.arrival(), now, demand);
        }

        assertThat(admitted).isLessThanOrEqualTo(Math.max(0, skew) / emission).isLessThanOrEqualTo(burst);
        assertThat(gcra.retry()).isBetween(1L, emission);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var part = Combinators.combine(
                        Arbitraries.integers().between(1, KEYS),
                        Arbitraries.longs().between(TimeUnit.SECONDS.toMicros(5), TimeUnit.DAYS.toMicros(10)),
                        Arbitraries.longs().between(1, 30),
                        Arbitraries.longs().between(1, 8),
                        Arbitraries.longs().between(0, 10))
                .as((key, emission, permits, cost, lease) ->
                        new Part(key, new Demand(emission, permits * emission + key, cost, cost + lease)));
        var parts = part.list().ofMinSize(1).ofMaxSize(KEYS).uniqueElements(Part::key);
        var pause = Arbitraries.longs()
                .between(-TimeUnit.HOURS.toMicros(2), TimeUnit.DAYS.toMicros(20))
                .injectDuplicates(0.3);
        return Combinators.combine(pause, Arbitraries.integers().between(0, KEYS), parts)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private static List<Long> expected(Step step, long now, Map<Integer, Long> model) {
        var decisions = step.parts.stream()
                .map(part -> Gcra.decide(model.getOrDefault(part.key, now), now, part.demand))
                .toList();
        boolean admitted = decisions.stream().limit(step.enforced).allMatch(Gcra::admitted);
        var numbers = new ArrayList<Long>(List.of(now, admitted ? 1L : 0L));
        for (int i = 0; i < decisions.size(); i++) {
            var part = step.parts.get(i);
            var gcra = decisions.get(i);
            if (admitted && gcra.admitted()) {
                model.put(part.key, gcra.arrival());
            }
            var told = admitted ? gcra : untouched(part, now, model);
            numbers.addAll(List.of(gcra.permits(), told.remaining(), told.reset(), gcra.retry()));
        }
        return numbers;
    }

    private static Gcra untouched(Part part, long now, Map<Integer, Long> model) {
        var nothing = new Demand(part.demand.emission(), part.demand.burst(), 0, 0);
        return Gcra.decide(model.getOrDefault(part.key, now), now, nothing);
    }

    private static List<Long> evaluate(Step step, long now, String subject) {
        var request = Request.cmd(Command.EVAL).arg(script).arg(step.parts.size());
        step.parts.forEach(part -> request.arg("test:{" + subject + "}:" + part.key));
        request.arg(Math.min(step.enforced, step.parts.size()));
        step.parts.forEach(part -> request.arg(part.demand.emission())
                .arg(part.demand.burst())
                .arg(part.demand.cost())
                .arg(part.demand.most()));
        request.arg(now / 1_000_000).arg(now % 1_000_000);
        return redis.send(request).stream().map(Response::toLong).toList();
    }
}

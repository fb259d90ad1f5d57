package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Sizes;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the set holds on to while it works: the same, however long it goes on, and no row of a visit. For 20 seconds; with {@code
 * -Dgatehouse.e2e.long=true} for 15 minutes, or as long as {@code -Dgatehouse.e2e.long-run=PT4H} says (ISO 8601).
 */
@Resilience
class LongRunTest {

    private static final Duration TIME =
            Sizes.LONG ? Duration.parse(System.getProperty("gatehouse.e2e.long-run", "PT15M")) : Duration.ofSeconds(20);

    /** Of which a third is left for the processes to get warm, and the other two are compared. */
    private static final int LOOKS = 30;

    private static final int VISITORS = 6;

    /** A JVM compiles, and its heap grows up to its limit, for longer than a short run lasts. */
    private static final double MEMORY = Sizes.LONG ? 0.05 : 0.50;

    /** Pools open what they need at the moment. */
    private static final int FEW = 10;

    /** Pages that vacuum has not come to yet. */
    private static final double TABLES = 0.10;

    private static final long PAGES = 1 << 18;

    /**
     * They keep what they are told for longer than any run, and grow with each visit: what happened for 400 days, tokens, links and the
     * list of revocations until they expire.
     */
    private static final Set<String> MEMOIRS = Set.of(
            "auth.audit_event", "auth.one_time_link", "auth.refresh_token", "auth.revocation", "users.audit_event");

    /** The retention of {@link Cluster}, a minute until housekeeping has its turn, and a minute for it. */
    private static final Duration KEPT = Duration.ofMinutes(4);

    /** They are cleaned when that is over, for which a short run does not last. */
    private static final Set<String> PASSING =
            Set.of("auth.mail_message", "auth.outbox_event", "auth.session", "users.outbox_event");

    private final Cluster cluster;

    LongRunTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void memoryConnectionsDescriptorsAndTablesStayAsTheyAre() throws IOException {
        var errors = cluster.errors();
        var looks = new ArrayList<Vitals>();
        Instant start;

        var visitors = Visitors.come(cluster, VISITORS);
        try (visitors) {
            start = Instant.now();
            for (var look = 1; look <= LOOKS; look++) {
                var next = start.plus(TIME.multipliedBy(look).dividedBy(LOOKS));
                Eventually.ask(TIME, Instant::now, now -> now.isAfter(next));
                looks.add(Vitals.of(cluster));
            }
        }

        var before = looks.subList(LOOKS / 3, 2 * LOOKS / 3);
        var after = looks.subList(2 * LOOKS / 3, LOOKS);
        System.out.printf("%d visits in %s%n", visitors.visits(), TIME);
        tell("memory, MB", Vitals::memory, before, after);
        tell("descriptors", Vitals::descriptors, before, after);
        tell("connections", Vitals::connections, before, after);
        tell("tables, bytes", Vitals::tables, before, after);
        assertThat(visitors.failures()).isEmpty();
        assertThat(cluster.errors()).as("somebody would have to look at").containsExactlyElementsOf(errors);
        assertThat(visitors.visits()).isPositive();
        assertFlat(Vitals::memory, before, after, MEMORY, 0);
        assertFlat(Vitals::descriptors, before, after, 0, FEW);
        assertFlat(Vitals::connections, before, after, 0, FEW);
        assertFlat(vitals -> without(MEMOIRS, vitals.tables()), before, after, TABLES, PAGES);
        assertThat(leftBehind(
                        start.plus(TIME.dividedBy(3)),
                        start.plus(TIME.multipliedBy(2).dividedBy(3))))
                .as("rows that visits of the second third have left for good")
                .isEmpty();
    }

    /** How many rows are still there that were made at that time, by table; nobody visits any more. */
    private Map<String, Long> leftBehind(Instant from, Instant to) {
        var left = without(MEMOIRS, Vitals.rows(cluster.tables(), from, to));
        return TIME.dividedBy(3).compareTo(KEPT) < 0 ? without(PASSING, left) : left;
    }

    private static Map<String, Long> without(Set<String> some, Map<String, Long> tables) {
        var others = new TreeMap<>(tables);
        // Partitions have their table's name in front.
        others.keySet().removeIf(table -> some.stream().anyMatch(table::startsWith));
        return others;
    }

    /** The median of the end is not above that of the middle by more than a share and a number. */
    private static void assertFlat(
            Function<Vitals, Map<String, Long>> figures,
            List<Vitals> before,
            List<Vitals> after,
            double share,
            long number) {
        var middle = medians(figures, before);

        assertThat(medians(figures, after)).allSatisfy((name, end) -> assertThat(end)
                .as(name)
                .isLessThanOrEqualTo((long) (middle.getOrDefault(name, 0L) * (1 + share)) + number));
    }

    private static void tell(
            String what, Function<Vitals, Map<String, Long>> figures, List<Vitals> before, List<Vitals> after) {
        System.out.printf("%s: %s, then %s%n", what, medians(figures, before), medians(figures, after));
    }

    private static Map<String, Long> medians(Function<Vitals, Map<String, Long>> figures, List<Vitals> looks) {
        var names = new TreeMap<String, List<Long>>();
        looks.forEach(look -> figures.apply(look)
                .forEach((name, value) ->
                        names.computeIfAbsent(name, first -> new ArrayList<>()).add(value)));
        var medians = new TreeMap<String, Long>();
        names.forEach((name, values) ->
                medians.put(name, values.stream().sorted().toList().get(values.size() / 2)));
        return medians;
    }
}

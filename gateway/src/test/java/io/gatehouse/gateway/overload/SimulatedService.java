package io.gatehouse.gateway.overload;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.HdrHistogram.Histogram;

/** A service that does so many things at once and lets the others wait in a queue, behind a limit, on a clock that is held. */
final class SimulatedService {

    private static final long STEP = Duration.ofMillis(1).toNanos();
    private static final long TICK = UpstreamLimit.TICK.toNanos();

    final UpstreamLimit limit;
    private final Pace pace;
    private final PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingLong(Answer::at));
    private final PriorityQueue<Long> workers = new PriorityQueue<>();
    private final Map<Priority, Double> due = new EnumMap<>(Priority.class);
    private long now;
    private long takes;

    private record Answer(Priority priority, long at, long elapsed) {}

    /** What came of a phase. */
    record Outcome(Map<Priority, Integer> admitted, Map<Priority, Integer> shed, Histogram micros) {

        int allAdmitted() {
            return admitted.values().stream().mapToInt(Integer::intValue).sum();
        }

        int allShed() {
            return shed.values().stream().mapToInt(Integer::intValue).sum();
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    SimulatedService(OverloadConfig config, int workers, Duration takes) {
        this.limit = new UpstreamLimit(config, 0);
        this.pace = limit.of("route");
        this.takes = takes.toNanos();
        for (int n = 0; n < workers; n++) {
            this.workers.add(0L);
        }
    }

    /** What it does takes so long from now on. */
    void becomes(Duration slower) {
        takes = slower.toNanos();
    }

    /** Nothing is done for so long, by anybody. */
    void stalls(Duration time) {
        var later = workers.stream()
                .map(free -> Math.max(now, free) + time.toNanos())
                .toList();
        workers.clear();
        workers.addAll(later);
    }

    Outcome offer(int perSecond, Duration time) {
        return offer(Map.of(Priority.NORMAL, perSecond), time);
    }

    Outcome offer(Map<Priority, Integer> perSecond, Duration time) {
        var outcome =
                new Outcome(new EnumMap<>(Priority.class), new EnumMap<>(Priority.class), new Histogram(60_000_000, 3));
        for (long end = now + time.toNanos(); now < end; now += STEP) {
            answer(outcome);
            perSecond.forEach((priority, rate) -> {
                double owed = due.merge(priority, rate / 1_000.0, Double::sum);
                for (; owed >= 1; owed--) {
                    arrive(priority, outcome);
                }
                due.put(priority, owed);
            });
            if (now % TICK == 0) {
                limit.tick(now, 0);
            }
        }
        return outcome;
    }

    /** So many at once. */
    Outcome burst(int requests) {
        var outcome =
                new Outcome(new EnumMap<>(Priority.class), new EnumMap<>(Priority.class), new Histogram(60_000_000, 3));
        for (int n = 0; n < requests; n++) {
            arrive(Priority.NORMAL, outcome);
        }
        return outcome;
    }

    private void arrive(Priority priority, Outcome outcome) {
        if (!pace.admits(priority)) {
            outcome.shed.merge(priority, 1, Integer::sum);
            return;
        }
        outcome.admitted.merge(priority, 1, Integer::sum);
        pace.began(priority);
        long end = Math.max(now, workers.remove()) + takes;
        workers.add(end);
        answers.add(new Answer(priority, end, end - now));
    }

    private void answer(Outcome outcome) {
        while (!answers.isEmpty() && answers.peek().at <= now) {
            var answer = answers.remove();
            pace.ended(answer.priority, answer.elapsed, true);
            outcome.micros.recordValue(answer.elapsed / 1_000);
        }
    }
}

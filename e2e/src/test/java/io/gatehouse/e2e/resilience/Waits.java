package io.gatehouse.e2e.resilience;

import java.time.Duration;
import java.util.List;

/** How long half of some visits took at most, and all of them. */
record Waits(Duration median, Duration longest) {

    static Waits of(List<Visit> visits) {
        var times = visits.stream().map(Visit::time).sorted().toList();
        return new Waits(times.get(times.size() / 2), times.getLast());
    }

    @Override
    public String toString() {
        return median.toMillis() + " ms, all " + longest.toMillis() + " ms at most";
    }
}

package io.gatehouse.gateway.edge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Lets one event of a kind be told in each interval, and counts the others. There must not be many kinds. */
final class RepeatedEvents<K> {

    private final Clock clock;
    private final Duration interval;
    private final Map<K, Repetition> repetitions = new ConcurrentHashMap<>();

    private record Repetition(Instant toldAt, long untold, OptionalLong toTell) {

        static Repetition told(Instant now, long untold) {
            return new Repetition(now, 0, OptionalLong.of(untold));
        }

        Repetition next(Instant now, Duration interval) {
            return now.isBefore(toldAt.plus(interval))
                    ? new Repetition(toldAt, untold + 1, OptionalLong.empty())
                    : told(now, untold);
        }
    }

    RepeatedEvents(Clock clock, Duration interval) {
        this.clock = clock;
        this.interval = interval;
    }

    /** How many of this kind were kept back since the last one that was told; empty if this one is to be kept back too. */
    OptionalLong happened(K kind) {
        var now = clock.instant();
        return repetitions
                .compute(kind, (_, known) -> known == null ? Repetition.told(now, 0) : known.next(now, interval))
                .toTell();
    }
}

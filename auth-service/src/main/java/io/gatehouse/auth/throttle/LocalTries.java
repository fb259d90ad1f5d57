package io.gatehouse.auth.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.gatehouse.auth.throttle.Taken.Source;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The same counters in this instance's memory, for while Redis cannot be asked: guessing stays limited, for each instance by
 * itself. Which networks an account knows is not known here.
 */
@Singleton
class LocalTries {

    // Some 200 bytes each: a flood of names and addresses stays below 20 MB.
    private static final int MAX_COUNTERS = 100_000;

    private record Count(long tries, long next, Duration kept) {

        static final Count NONE = new Count(0, 0, Duration.ZERO);

        Count plusOne(Allowance allowance, Duration least, long now) {
            var delay = Math.max(least.toMillis(), allowance.delayMillis(tries + 1));
            var kept = allowance.memory().toMillis() > delay ? allowance.memory() : Duration.ofMillis(delay);
            return new Count(tries + 1, delay == 0 ? 0 : now + delay, kept);
        }

        Count minusOne(long mark) {
            return new Count(tries - 1, next == mark ? 0 : next, kept);
        }
    }

    private final Cache<String, Count> counts = Caffeine.newBuilder()
            .maximumSize(MAX_COUNTERS)
            .expireAfter(Expiry.<String, Count>writing((_, count) -> count.kept))
            .build();
    private final Duration underAttack;
    private final Clock clock;

    LocalTries(PairConfig pair, Clock clock) {
        this.underAttack = pair.delayUnderAttack();
        this.clock = clock;
    }

    // What guess-take.lua does. This is the exception, not the rule, so a lock will do.
    synchronized Taken take(Tally tally) {
        var now = clock.millis();
        return switch (tally) {
            case Tally.OfNetwork network -> take(network, now);
            case Tally.OfAccount account -> take(account, now);
        };
    }

    synchronized Taken look(Tally tally) {
        var now = clock.millis();
        var next = tally.counters().stream().mapToLong(this::next).max().orElse(0);
        return next > now ? refused(tally, next - now) : admitted(tally, List.of());
    }

    synchronized void settle(Taken taken, boolean right) {
        var counters = taken.tally().counters();
        for (var i = 0; i < taken.marks().size(); i++) {
            long mark = taken.marks().get(i);
            counts.asMap()
                    .computeIfPresent(
                            counters.get(i).key(), (_, count) -> count.tries <= 1 ? null : count.minusOne(mark));
        }
        if (right && taken.tally() instanceof Tally.OfAccount account) {
            counts.invalidate(account.pair().key());
        }
    }

    private Taken take(Tally.OfNetwork tally, long now) {
        var network = tally.network();
        return next(network) > now
                ? refused(tally, next(network) - now)
                : admitted(tally, List.of(count(network, Duration.ZERO, now)));
    }

    private Taken take(Tally.OfAccount tally, long now) {
        var pair = tally.pair();
        var account = tally.account();
        if (next(pair) > now) {
            return refused(tally, next(pair) - now);
        }
        if (next(account) > now) {
            var own = count(pair, Duration.ZERO, now);
            return refused(tally, Math.max(next(account), own) - now);
        }
        var attacked = count(account).tries >= account.allowance().freeTries();
        return admitted(
                tally,
                List.of(count(pair, attacked ? underAttack : Duration.ZERO, now), count(account, Duration.ZERO, now)));
    }

    private long next(Counter counter) {
        return count(counter).next;
    }

    private Count count(Counter counter) {
        var count = counts.getIfPresent(counter.key());
        return count == null ? Count.NONE : count;
    }

    private long count(Counter counter, Duration least, long now) {
        var counted = count(counter).plusOne(counter.allowance(), least, now);
        counts.put(counter.key(), counted);
        return counted.next;
    }

    private static Taken refused(Tally tally, long waitMillis) {
        return new Taken(tally, Duration.ofMillis(waitMillis), List.of(), Source.LOCAL);
    }

    private static Taken admitted(Tally tally, List<Long> marks) {
        return new Taken(tally, Duration.ZERO, marks, Source.LOCAL);
    }
}

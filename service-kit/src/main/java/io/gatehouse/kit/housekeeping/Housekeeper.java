package io.gatehouse.kit.housekeeping;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Cleans when it is this instance's turn. A cleanup that fails does not keep the others from theirs. */
@Singleton
public class Housekeeper {

    private static final Logger LOG = Logger.getLogger(Housekeeper.class);

    /** What is under way at the end of a turn ends well before the next one begins. */
    private static final int SHARE_OF_TURN = 2;

    private final HousekeepingRepository repository;
    private final HousekeepingConfig config;
    private final List<Cleanup> cleanups;
    private final MeterRegistry meters;
    private final Clock clock;

    Housekeeper(
            HousekeepingRepository repository,
            HousekeepingConfig config,
            @All List<Cleanup> cleanups,
            MeterRegistry meters,
            Clock clock) {
        this.repository = repository;
        this.config = config;
        this.cleanups = cleanups;
        this.meters = meters;
        this.clock = clock;
        // Whoever asks sees that nothing has been removed yet, whichever instance's turn it is.
        cleanups.forEach(this::removed);
    }

    @Scheduled(every = "{gatehouse.housekeeping.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> cleanFromTimeToTime() {
        return clean().replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debug("Nothing can be cleaned without the database", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Tells whether it was this instance's turn. */
    public Uni<Boolean> clean() {
        return clean(cleanups);
    }

    /** The same with these. */
    public Uni<Boolean> clean(List<Cleanup> some) {
        if (some.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        var start = clock.instant();
        return repository
                .takeTurn(config.turn().toMillis() / 1_000.0)
                .call(ours -> ours ? cleanAll(some, start) : Uni.createFrom().voidItem());
    }

    private Uni<Void> cleanAll(List<Cleanup> some, Instant start) {
        var end = start.plus(config.turn().dividedBy(SHARE_OF_TURN));
        return Multi.createFrom()
                .iterable(some)
                .onItem()
                .transformToUniAndConcatenate(cleanup -> clean(cleanup, end)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "%s past retention are not removed: %s", cleanup.rows(), failure.getMessage()))
                        .onFailure()
                        .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> clean(Cleanup cleanup, Instant end) {
        return Uni.createFrom()
                .deferred(() -> repository.remove(cleanup, clock.instant(), config.batch()))
                .invoke(removed -> count(cleanup, removed))
                .repeat()
                .whilst(removed -> removed == config.batch() && clock.instant().isBefore(end))
                .onItem()
                .ignoreAsUni();
    }

    private void count(Cleanup cleanup, int removed) {
        removed(cleanup).increment(removed);
        if (removed > 0) {
            LOG.debugf("Removed %d %s past retention", removed, cleanup.rows());
        }
    }

    private Counter removed(Cleanup cleanup) {
        return meters.counter("gatehouse.housekeeping.removed", "rows", cleanup.rows());
    }
}

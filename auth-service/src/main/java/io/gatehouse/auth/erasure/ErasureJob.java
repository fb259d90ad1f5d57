package io.gatehouse.auth.erasure;

import io.gatehouse.contracts.privacy.ErasureTask;
import io.gatehouse.kit.problem.Outages;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Carries erasures on, on every instance: whatever two do at once, locks decide. Between its steps a process may end; the rows say where to go
 * on.
 */
@Singleton
class ErasureJob {

    private static final Logger LOG = Logger.getLogger(ErasureJob.class);

    private final ErasureProgressRepository progress;
    private final ErasureTasks tasks;
    private final ErasureSteps steps;
    private final TracesInRedis redis;
    private final Clock clock;

    ErasureJob(
            ErasureProgressRepository progress,
            ErasureTasks tasks,
            ErasureSteps steps,
            TracesInRedis redis,
            Clock clock) {
        this.progress = progress;
        this.tasks = tasks;
        this.steps = steps;
        this.redis = redis;
        this.clock = clock;
    }

    @Scheduled(every = "{gatehouse.erasure.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> goOn() {
        return progress.listDue(clock.instant())
                .chain(due -> each(due, steps::close, Function.identity()))
                .chain(tasks::confirmed)
                .chain(this::finish)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.log(Outages.level(failure), "Erasures cannot be read", failure);
                    return null;
                });
    }

    /** Redis first: as long as that fails, the rows tell that something is left. It is looked through once for all of them. */
    private Uni<Void> finish(List<ErasureTask> people) {
        if (people.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return redis.remove(people)
                .onFailure()
                .invoke(failure -> LOG.warnf("Erasures wait for Redis: %s", failure))
                .chain(() -> each(people, person -> steps.finish(person.accountId()), ErasureTask::accountId));
    }

    /** One that fails must not hold up the others; the next look comes soon, and metrics tell how long it waits. */
    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> step, Function<T, UUID> id) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(one -> step.apply(one)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("The erasure of %s waits: %s", id.apply(one), failure))
                        .onFailure()
                        .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }
}

package io.gatehouse.kit.eventlog;

import static io.gatehouse.contracts.error.ErrorCode.SERVICE_UNAVAILABLE;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.event.EventPage;
import io.gatehouse.kit.client.CallerContext;
import io.gatehouse.kit.deadline.RequestDeadline;
import io.gatehouse.kit.web.PeerFailures;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Keeps this service up with another one's log: in the background by long poll, and at once for a request that cannot go
 * on without. Both may run at the same time, here and in other instances; every event takes effect once.
 */
public final class EventLogFollower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventLogFollower.class);

    /** How long the issuer may hold a read without news; it bounds how long a broken connection goes unnoticed. */
    private static final Duration LONG_POLL = Duration.ofSeconds(20);

    /** Within a request's own time: a client would rather be told to come back. */
    private static final Duration CATCH_UP_BUDGET = Duration.ofSeconds(3);

    /** Past this the database is given up; what it still holds, it ends by its own limits. */
    private static final Duration DATABASE_BUDGET = Duration.ofSeconds(10);

    /** So many parked events are tried in one go; news do not wait for all of them. */
    private static final int RETRIES = 100;

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    /** What came back is followed again within five seconds, jitter included. */
    private static final Duration LAST_BACK_OFF = Duration.ofSeconds(3);

    private static final double JITTER = 0.5;

    private final EventLogClient log;
    private final EventApplier applier;
    private final FollowerMetrics metrics;
    private final Executor eventLoop;
    private final PeerFailures failures = new PeerFailures();
    private final SharedRun catchUps = new SharedRun(this::readToTheEnd);

    private volatile boolean begun;
    private Cancellable following = () -> {};

    public EventLogFollower(EventLogClient log, EventApplier applier, MeterRegistry metrics, Vertx vertx) {
        this.log = log;
        this.applier = applier;
        this.metrics = new FollowerMetrics(metrics, applier.log());
        // Following outlives the request that may have made this, and must not carry along that one's deadline.
        this.eventLoop = executor(VertxContext.getRootContext(vertx.getOrCreateContext()));
    }

    /** Follows in the background until closed. A failure is tried again, ever more slowly and never at one beat. */
    public void start() {
        following = Multi.createBy()
                .repeating()
                .uni(this::followOnce)
                .indefinitely()
                .subscribe()
                .with(read -> {}, failure -> LOG.error("The event log is no longer followed", failure));
    }

    /**
     * Completes when every event that was visible before this call is applied. Fails with {@code service_unavailable}
     * where that cannot be had in time.
     */
    public Uni<Void> catchUp() {
        return CallerContext.keep(() -> catchUps.join()
                        .ifNoItem()
                        .after(RequestDeadline.within(CATCH_UP_BUDGET))
                        .fail())
                .onFailure()
                .transform(cause -> new ApiException(SERVICE_UNAVAILABLE, cause).retryAfter(Duration.ofSeconds(1)));
    }

    /** Stops at once; what is half applied is rolled back by the database. */
    @Override
    public void close() {
        following.cancel();
        log.close();
    }

    private Uni<EventPage> followOnce() {
        return retryParked()
                .chain(() -> readAndApply(LONG_POLL))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACK_OFF, LAST_BACK_OFF)
                .withJitter(JITTER)
                .indefinitely();
    }

    private Uni<Void> retryParked() {
        return Uni.createFrom()
                .deferred(this::waiting)
                .chain(waiting -> waiting == 0 ? Uni.createFrom().voidItem() : retryDue())
                .ifNoItem()
                .after(DATABASE_BUDGET)
                .fail()
                .onFailure()
                .invoke(this::failed)
                .runSubscriptionOn(eventLoop);
    }

    /** What an earlier version had to park, this one may know how to apply: it tries at once. */
    private Uni<Long> waiting() {
        return begun
                ? Uni.createFrom().item(metrics.waiting())
                : applier.makeAllParkedDue().invoke(() -> begun = true).map(Integer::longValue);
    }

    private Uni<Void> retryDue() {
        return Multi.createBy()
                .repeating()
                .uni(applier::retryParked)
                .until(Applied.NOTHING::equals)
                .select()
                .first(RETRIES)
                .invoke(metrics::retried)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> readToTheEnd() {
        return Multi.createBy()
                .repeating()
                .uni(() -> readAndApply(Duration.ZERO))
                .until(page -> page.items().isEmpty())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<EventPage> readAndApply(Duration wait) {
        return applier.place()
                .ifNoItem()
                .after(DATABASE_BUDGET)
                .fail()
                .invoke(place -> metrics.waiting(place.parked()))
                .chain(place -> log.read(place.position(), wait))
                .invoke(this::received)
                .call(this::apply)
                .onFailure()
                .invoke(this::failed)
                .runSubscriptionOn(eventLoop);
    }

    private void received(EventPage page) {
        failures.answered();
        metrics.read(page);
    }

    private Uni<Applied> apply(EventPage page) {
        return applier.apply(page.items())
                .ifNoItem()
                .after(DATABASE_BUDGET)
                .fail()
                .invoke(metrics::applied);
    }

    private void failed(Throwable failure) {
        metrics.failed();
        if (failure instanceof PoisonedEventException) {
            LOG.error("Nothing is applied until this event can be; it is not to blame", failure);
        } else {
            LOG.logf(failures.level(), "The event log could not be read: %s", failure);
        }
    }

    /** A caller goes on where it was: a database session, for one, belongs to its thread. */
    private static Executor executor(Context context) {
        return task -> context.runOnContext(now -> task.run());
    }
}

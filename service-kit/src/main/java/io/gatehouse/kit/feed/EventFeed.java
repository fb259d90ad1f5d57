package io.gatehouse.kit.feed;

import io.gatehouse.contracts.event.Event;
import io.gatehouse.contracts.event.EventPage;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Pages of the event log, at once or as soon as there is something to tell. All consumers that wait at this instance share
 * one look at the database per interval; nobody waits, nothing is asked.
 */
@Singleton
public class EventFeed {

    private static final Logger LOG = Logger.getLogger(EventFeed.class);

    private final FeedRepository repository;
    private final Vertx vertx;
    private final Clock clock;
    private final FeedMetrics metrics;
    private final String source;
    private final Duration interval;
    private final Context poller;
    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean polling = new AtomicBoolean();
    private volatile boolean stopping;

    private record Waiter(long after, Promise<Void> news) {}

    EventFeed(FeedRepository repository, Vertx vertx, Clock clock, FeedConfig config, FeedMetrics metrics) {
        this.repository = repository;
        this.vertx = vertx;
        this.clock = clock;
        this.metrics = metrics;
        this.source = config.source();
        this.interval = config.pollInterval();
        // Polling outlives the request that makes this, and must not
        // carry along what that one's context knows: its deadline.
        this.poller = VertxContext.getRootContext(vertx.getOrCreateContext());
    }

    /** The events after a position; an empty page when none came within the wait. */
    public Uni<EventPage> read(String consumer, EventQuery query) {
        return Uni.createFrom().completionStage(() -> repository
                .place(clock.instant())
                .onSuccess(last -> metrics.asked(consumer, query.after(), last))
                .compose(last -> last > query.after() ? listOrAwait(query, last) : awaitNews(query, last))
                .map(events -> page(events, query.after()))
                .toCompletionStage());
    }

    /** Stopping waits for requests in flight; these would let it wait in vain. */
    void release(@Observes ShutdownDelayInitiatedEvent stop) {
        stopping = true;
        waiting.forEach(waiter -> waiter.news.tryComplete());
    }

    // What came last may be past its retention: then there is nothing to read, and what comes next is waited for.
    private Future<List<Event>> listOrAwait(EventQuery query, long last) {
        return list(query).compose(found -> found.isEmpty() ? awaitNews(query, last) : Future.succeededFuture(found));
    }

    private Future<List<Event>> awaitNews(EventQuery query, long last) {
        return newsFor(query, last).compose(news -> list(query));
    }

    private Future<List<Event>> list(EventQuery query) {
        return repository.list(query.after(), query.limit(), this::toEvent);
    }

    private Future<Void> newsFor(EventQuery query, long last) {
        if (query.patience().isZero() || stopping) {
            return Future.succeededFuture();
        }
        var waiter = new Waiter(Math.max(last, query.after()), Promise.promise());
        waiting.add(waiter);
        var timeout = vertx.setTimer(query.patience().toMillis(), timer -> waiter.news.tryComplete());
        startPolling();
        return waiter.news.future().onComplete(news -> {
            waiting.remove(waiter);
            vertx.cancelTimer(timeout);
        });
    }

    private void startPolling() {
        if (polling.compareAndSet(false, true)) {
            poller.runOnContext(start -> pollSoon());
        }
    }

    private void pollSoon() {
        vertx.setTimer(interval.toMillis(), timer -> poll());
    }

    private void poll() {
        if (waiting.isEmpty()) {
            polling.set(false);
            // Somebody may have come between the two lines above and found the poller still running.
            if (!waiting.isEmpty()) {
                startPolling();
            }
            return;
        }
        repository
                .place(clock.instant())
                .onSuccess(this::tell)
                .onFailure(this::fail)
                .onComplete(looked -> pollSoon());
    }

    private void tell(long last) {
        waiting.stream().filter(waiter -> waiter.after < last).forEach(waiter -> waiter.news.tryComplete());
    }

    private void fail(Throwable failure) {
        LOG.debug("The event log cannot be read", failure);
        waiting.forEach(waiter -> waiter.news.tryFail(failure));
    }

    private static EventPage page(List<Event> events, long after) {
        return new EventPage(events, events.isEmpty() ? after : events.getLast().position());
    }

    private Event toEvent(Row row) {
        return new Event(
                Event.SPEC_VERSION,
                row.getUUID("id"),
                source,
                row.getString("type"),
                row.getUUID("aggregateid").toString(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("position"),
                row.get(JsonObject.class, "payload").getMap());
    }
}

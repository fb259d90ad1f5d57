package io.gatehouse.kit.eventlog;

import static java.util.stream.Collectors.reducing;

import io.gatehouse.contracts.event.Event;
import io.gatehouse.kit.eventlog.EventPosition.Place;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Applies events and moves the position in one transaction. Its lock on the row makes many instances take turns. An event
 * that cannot be applied is parked, so that the others go on.
 */
public final class EventApplier {

    private static final Logger LOG = Logger.getLogger(EventApplier.class);

    private final Pool database;
    private final String log;
    private final Map<String, EventHandler> handlers;
    private final Function<SqlConnection, Uni<Void>> preparation;
    private final EventPosition position;
    private final ParkedEvents parked;

    /**
     * @param log the log's name in {@code event_position}
     * @param handlers by event type; events of other types are passed over
     * @param preparation what each transaction begins with, before the first event
     */
    public EventApplier(
            Pool database,
            String log,
            Map<String, EventHandler> handlers,
            Function<SqlConnection, Uni<Void>> preparation) {
        this.database = database;
        this.log = log;
        this.handlers = Map.copyOf(handlers);
        this.preparation = preparation;
        this.position = new EventPosition(log);
        this.parked = new ParkedEvents(log);
    }

    String log() {
        return log;
    }

    Uni<Place> place() {
        return database.withConnection(position::findOrBegin);
    }

    /** Applies those of the events that are not applied yet, in one transaction where all of them can be. */
    Uni<Applied> apply(List<Event> events) {
        return applyTogether(events)
                .onFailure(PoisonedEventException.class)
                .recoverWithUni(failure -> applyAround(failure.event, events));
    }

    /** Tries the parked event whose turn it is; {@link Applied#NOTHING} where none is due. */
    Uni<Applied> retryParked() {
        return underLock((transaction, place) -> parked.findDue(transaction)
                        .onItem()
                        .ifNotNull()
                        .call(event -> apply(event, transaction).chain(() -> parked.release(transaction, event))))
                .map(event -> event == null ? Applied.NOTHING : Applied.ONE)
                .onFailure(EventApplier::isTheEvents)
                .recoverWithUni(failure -> postpone((PoisonedEventException) failure));
    }

    /** Makes all parked events due, and tells how many there are. */
    Uni<Integer> makeAllParkedDue() {
        return database.withConnection(parked::makeAllDue);
    }

    private Uni<Applied> applyAround(Event failed, List<Event> events) {
        var index = events.indexOf(failed);
        return applyTogether(events.subList(0, index))
                .chain(before -> applyAloneOrPark(failed).map(before::plus))
                .chain(soFar -> apply(events.subList(index + 1, events.size())).map(soFar::plus));
    }

    /** Once more, so that nothing is parked for what only happened beside it. */
    private Uni<Applied> applyAloneOrPark(Event event) {
        return applyTogether(List.of(event))
                .onFailure(EventApplier::isTheEvents)
                .recoverWithUni(failure -> park((PoisonedEventException) failure));
    }

    private Uni<Applied> park(PoisonedEventException failure) {
        LOG.error("The event is parked, with all that follow on its subject; the others go on", failure);
        var event = failure.event;
        return underLock((transaction, place) -> place >= event.position()
                ? Uni.createFrom().item(Applied.NOTHING)
                : parked.park(transaction, failure)
                        .chain(() -> position.move(transaction, event.position()))
                        .replaceWith(Applied.PARKED));
    }

    private Uni<Applied> postpone(PoisonedEventException failure) {
        LOG.warn("The parked event still cannot be applied", failure);
        return underLock((transaction, place) -> parked.postpone(transaction, failure))
                .replaceWith(Applied.STILL_PARKED);
    }

    private Uni<Applied> applyTogether(List<Event> events) {
        return events.isEmpty()
                ? Uni.createFrom().item(Applied.NOTHING)
                : underLock((transaction, place) -> applyBehind(place, events, transaction));
    }

    private Uni<Applied> applyBehind(long place, List<Event> events, SqlConnection transaction) {
        var fresh = events.stream().filter(event -> event.position() > place).toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(Applied.NOTHING);
        }
        var known = fresh.stream()
                .filter(event -> handlers.containsKey(event.type()))
                .toList();
        return applyInOrder(known, transaction)
                .call(() -> position.move(transaction, fresh.getLast().position()))
                .map(Applied.unknown(fresh.size() - known.size())::plus);
    }

    private Uni<Applied> applyInOrder(List<Event> known, SqlConnection transaction) {
        return known.isEmpty()
                ? Uni.createFrom().item(Applied.NOTHING)
                : parked.subjectsAmong(transaction, known).chain(waiting -> Multi.createFrom()
                        .iterable(known)
                        .onItem()
                        .transformToUniAndConcatenate(event -> applyUnlessWaiting(event, waiting, transaction))
                        .collect()
                        .with(reducing(Applied.NOTHING, Applied::plus)));
    }

    private Uni<Applied> applyUnlessWaiting(Event event, Set<String> waiting, SqlConnection transaction) {
        return waiting.contains(event.subject())
                ? parked.parkBehind(transaction, event).replaceWith(Applied.BEHIND_ANOTHER)
                : apply(event, transaction).replaceWith(Applied.ONE);
    }

    private Uni<Void> apply(Event event, SqlConnection transaction) {
        return Uni.createFrom()
                .deferred(() -> handlers.get(event.type()).apply(transaction, event))
                .onFailure()
                .transform(cause -> new PoisonedEventException(event, cause));
    }

    private <T> Uni<T> underLock(LockedWork<T> work) {
        return database.withTransaction(transaction -> position.lock(transaction)
                .call(() -> preparation.apply(transaction))
                .chain(place -> work.run(transaction, place)));
    }

    private static boolean isTheEvents(Throwable failure) {
        return failure instanceof PoisonedEventException poisoned && poisoned.isTheEvents();
    }

    @FunctionalInterface
    private interface LockedWork<T> {

        Uni<T> run(SqlConnection transaction, long place);
    }
}

package io.gatehouse.kit.feed;

import static java.util.stream.Collectors.joining;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of events that consumers have had the time to read. A service produces the cleanup of its log with the events
 * that last in it; an index on {@code created_at} leaves those out.
 */
@Singleton
public class EventRetention {

    private final FeedConfig config;

    EventRetention(FeedConfig config) {
        this.config = config;
    }

    /**
     * Removes events past their retention, read or not, and lasting ones with the event that ended them. Those that have no
     * position yet are among them: it is readers who give positions, and a log may have none.
     */
    public Cleanup keeping(Lasting... lasting) {
        var sql = """
                WITH past AS (
                    SELECT id, aggregateid, type, insert_order FROM outbox_event
                    WHERE %s created_at < $1
                    LIMIT $2
                    FOR UPDATE SKIP LOCKED
                ),
                ended AS (
                    DELETE FROM outbox_event AS begun USING past
                    WHERE begun.aggregateid = past.aggregateid AND begun.insert_order < past.insert_order AND (false%s)
                )
                DELETE FROM outbox_event USING past WHERE outbox_event.id = past.id
                """.formatted(
                        Stream.of(lasting).map(EventRetention::isOther).collect(joining()),
                        Stream.of(lasting).map(EventRetention::isEnded).collect(joining()));
        return new Cleanup("events", sql, config.retention());
    }

    private static String isOther(Lasting kept) {
        return "type <> " + literal(kept.type()) + " AND ";
    }

    private static String isEnded(Lasting kept) {
        return " OR (begun.type = %s AND past.type IN (%s))".formatted(literal(kept.type()), literals(kept.endedBy()));
    }

    private static String literals(List<String> types) {
        return types.stream().map(EventRetention::literal).collect(joining(", "));
    }

    /** Literals, not parameters: the planner compares them with the condition of the index. */
    private static String literal(String type) {
        return "'" + type.replace("'", "''") + "'";
    }
}

package io.gatehouse.auth.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.kit.database.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Where features tell what happened. The event commits with the change it tells, or not at all. */
@Singleton
public class EventLog {

    /** The inner cast tells the driver that it sends text; it would send a JSON string otherwise. */
    private static final String APPEND = """
            INSERT INTO outbox_event (id, aggregatetype, aggregateid, type, payload, created_at, updated_at)
            VALUES (:id, :aggregateType, :aggregateId, :type, CAST(CAST(:payload AS text) AS jsonb), :now, :now)
            """;

    private final ObjectMapper json;
    private final Clock clock;

    EventLog(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Appends an event about an account, in the transaction that is open. */
    public Uni<Void> append(String type, UUID accountId, Object data) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(APPEND)
                        .setParameter("id", Ids.next())
                        .setParameter("aggregateType", "account")
                        .setParameter("aggregateId", accountId)
                        .setParameter("type", type)
                        .setParameter("payload", write(data))
                        .setParameter("now", clock.instant())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private String write(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No event can be made of " + data.getClass(), e);
        }
    }
}

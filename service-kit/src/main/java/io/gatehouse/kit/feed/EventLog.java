package io.gatehouse.kit.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.kit.database.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Where features tell what happened. The event commits with the change it tells, or not at all. Its data is a record of
 * {@code contracts}; a service registers those it tells for reflection, so that a native image can write them.
 */
@Singleton
public class EventLog {

    private final OutboxRepository repository;
    private final ObjectMapper json;
    private final Clock clock;

    EventLog(OutboxRepository repository, ObjectMapper json, Clock clock) {
        this.repository = repository;
        this.json = json;
        this.clock = clock;
    }

    /** Appends an event in the transaction that is open. */
    public Uni<Void> append(String type, Subject subject, Object data) {
        return repository.insert(event(type, subject, data));
    }

    /** The same in the transaction that is open on a connection apart from Hibernate. */
    public Uni<Void> append(SqlConnection connection, String type, Subject subject, Object data) {
        return repository.insert(connection, event(type, subject, data));
    }

    private OutboxEvent event(String type, Subject subject, Object data) {
        return new OutboxEvent(Ids.next(), type, subject, payload(data), clock.instant());
    }

    private JsonObject payload(Object data) {
        try {
            return new JsonObject(json.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No event can be made of " + data.getClass(), e);
        }
    }
}

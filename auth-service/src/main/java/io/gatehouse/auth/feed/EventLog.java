package io.gatehouse.auth.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.event.AccountCreated;
import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.contracts.event.SessionCompromised;
import io.gatehouse.kit.database.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Where features tell what happened. The event commits with the change it tells, or not at all. */
@Singleton
@RegisterForReflection(
        targets = {AccountCreated.class, AccountDeleted.class, SessionCompromised.class
        }) // written as JSON by a native image, too
public class EventLog {

    private final ObjectMapper json;
    private final Clock clock;

    EventLog(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Appends an event about an account, in the transaction that is open. */
    public Uni<Void> append(String type, UUID accountId, Object data) {
        var event = new OutboxEvent(Ids.next(), type, accountId, payload(data), clock.instant());
        return Panache.getSession().chain(session -> session.persist(event));
    }

    private JsonObject payload(Object data) {
        try {
            return new JsonObject(json.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No event can be made of " + data.getClass(), e);
        }
    }
}

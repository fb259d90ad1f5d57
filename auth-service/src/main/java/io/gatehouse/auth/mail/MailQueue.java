package io.gatehouse.auth.mail;

import io.gatehouse.kit.database.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** Where features leave mail. It goes out after the transaction that is open has committed, and only then. */
@Singleton
public class MailQueue {

    private final Clock clock;

    MailQueue(Clock clock) {
        this.clock = clock;
    }

    /** Greets a new account. */
    public Uni<Void> welcome(String recipient, String displayName) {
        return queue(MailTemplates.WELCOME, recipient, Map.of("displayName", displayName));
    }

    /** Tells that a session was ended because its refresh token came back from somewhere else. */
    public Uni<Void> sessionEnded(String recipient) {
        return queue(MailTemplates.SESSION_ENDED, recipient, Map.of());
    }

    private Uni<Void> queue(String template, String recipient, Map<String, Object> parameters) {
        var message = new MailMessage(Ids.next(), template, recipient, new JsonObject(parameters), clock.instant());
        return Panache.getSession().chain(session -> session.persist(message));
    }
}

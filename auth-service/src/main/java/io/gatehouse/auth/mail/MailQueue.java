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

    private static final String QUEUE = """
            INSERT INTO mail_message
                (id, template, recipient, parameters, status, next_attempt_at, created_at, updated_at)
            VALUES
                (:id, :template, :recipient, CAST(CAST(:parameters AS text) AS jsonb), 'queued', :now, :now, :now)
            """;

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
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(QUEUE)
                        .setParameter("id", Ids.next())
                        .setParameter("template", template)
                        .setParameter("recipient", recipient)
                        .setParameter("parameters", new JsonObject(parameters).encode())
                        .setParameter("now", clock.instant())
                        .executeUpdate())
                .replaceWithVoid();
    }
}

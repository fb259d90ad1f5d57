package io.gatehouse.auth.mail;

import io.gatehouse.kit.database.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Where features leave mail. It goes out after the transaction that is open has committed, and only then. */
@Singleton
public class MailQueue {

    private final MailRepository repository;
    private final MailLanguages languages;
    private final Clock clock;

    MailQueue(MailRepository repository, MailLanguages languages, Clock clock) {
        this.repository = repository;
        this.languages = languages;
        this.clock = clock;
    }

    /**
     * Queues a message in the transaction that is open, in the language of the request.
     *
     * @param template what it says, as long as its {@link MailComposer}, if it has one, decides nothing else
     * @param parameters what composer or template need; nothing secret, for it is stored as it is
     */
    public Uni<Void> add(String template, String recipient, Map<String, Object> parameters) {
        var message = new MailMessage(
                Ids.next(), template, languages.ofRequest(), recipient, new JsonObject(parameters), clock.instant());
        return Panache.getSession().chain(session -> session.persist(message));
    }

    /** Queues the last message to somebody, of which nothing is left once it is sent or given up. */
    public Uni<Void> addFleeting(String template, String language, String recipient) {
        var message = new MailMessage(
                Ids.next(), template, languages.orDefault(language), recipient, new JsonObject(), clock.instant());
        message.fleeting = true;
        return Panache.getSession().chain(session -> session.persist(message));
    }

    /** The language in which the request that is being served is answered by mail. */
    public String language() {
        return languages.ofRequest();
    }

    /** Queues a message for a service that may ask again, in a transaction of its own: once for each id. */
    public Uni<Void> addOnce(UUID id, String template, String recipient, Map<String, Object> parameters) {
        return repository.add(id, template, languages.ofRequest(), recipient, parameters);
    }
}

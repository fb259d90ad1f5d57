package io.gatehouse.auth.mail;

import io.vertx.core.json.JsonObject;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A message as it is queued. Its way from there is the business of {@link MailRepository}. */
@Entity
@Table(name = "mail_message")
class MailMessage {

    @Id
    UUID id;

    String template;
    String language;
    String recipient;
    JsonObject parameters;
    String status;
    short attempts;

    /** Whether its row goes with it. */
    boolean fleeting;

    Instant nextAttemptAt;
    Instant createdAt;
    Instant updatedAt;

    protected MailMessage() {} // Hibernate

    MailMessage(UUID id, String template, String language, String recipient, JsonObject parameters, Instant now) {
        this.id = id;
        this.template = template;
        this.language = language;
        this.recipient = recipient;
        this.parameters = parameters;
        this.status = "queued";
        this.nextAttemptAt = now;
        this.createdAt = now;
        this.updatedAt = now;
    }
}

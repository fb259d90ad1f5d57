package io.gatehouse.auth.mail;

import io.gatehouse.contracts.mail.MailStatus;
import java.time.Instant;
import java.util.UUID;

/** A message and what became of it. */
record MailRecord(
        UUID id,
        String template,
        String recipient,
        MailStatus status,
        int attempts,
        String lastError,
        Instant nextAttemptAt,
        Instant createdAt,
        Instant sentAt) {

    @Override
    public String toString() {
        return "MailRecord[" + id + " " + template + "]";
    }
}

package io.gatehouse.contracts.mail;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail on its way, as {@code GET /v1/admin/mails} lists it; never what it says.
 *
 * @param template what it is about
 * @param attempts how often it was tried; from the beginning again after a retry
 * @param lastError the SMTP code and what was refused, or the kind of failure; absent where the last attempt did not fail
 * @param nextAttemptAt absent unless it is queued
 * @param sentAt absent unless it was sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailResponse(
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
        return "MailResponse[" + id + "]";
    }
}

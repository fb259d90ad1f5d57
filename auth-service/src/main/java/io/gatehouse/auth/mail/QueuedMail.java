package io.gatehouse.auth.mail;

import java.util.Map;
import java.util.UUID;

/**
 * A message that is about to leave.
 *
 * @param language the reader's (BCP 47); null where it is not known
 * @param attempts how often it has been tried, this time included
 */
public record QueuedMail(
        UUID id, String template, String language, String recipient, Map<String, Object> parameters, int attempts) {

    @Override
    public String toString() {
        return "QueuedMail[" + id + " " + template + "]";
    }
}

package io.gatehouse.auth.mail;

import java.util.Map;
import java.util.UUID;

/** A message that a worker has claimed, for its {@code attempts}-th attempt. */
record ClaimedMail(UUID id, String template, String recipient, Map<String, Object> parameters, int attempts) {

    @Override
    public String toString() {
        return "ClaimedMail[" + id + " " + template + "]";
    }
}

package io.gatehouse.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One event of the log, shaped as a CloudEvent (CloudEvents 1.0, JSON format).
 *
 * @param subject the id of what the event is about, such as the account's id
 * @param position the extension attribute that orders the log; grows strictly, never reused
 * @param data the event's own record, such as {@link AccountCreated}
 */
public record Event(
        @JsonProperty("specversion") String specVersion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        long position,
        Map<String, Object> data) {

    public static final String SPEC_VERSION = "1.0";
}

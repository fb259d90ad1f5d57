package io.gatehouse.contracts.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that is kept of a person.
 *
 * @param services by service and table, the rows: columns by name
 */
public record PersonalExport(
        UUID accountId, Instant exportedAt, Map<String, Map<String, List<Map<String, Object>>>> services) {

    /** The header field in which a service that tells its part says what it is called. */
    public static final String SERVICE = "X-Gatehouse-Service";
}

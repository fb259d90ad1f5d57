package io.gatehouse.contracts.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * One line of an export of the audit trail: an event, and where to go on behind it.
 *
 * @param cursor for {@code cursor}, with the same filters
 */
public record AuditExportLine(@JsonUnwrapped AuditEventResponse event, String cursor) {}

package io.gatehouse.contracts.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One event of the audit trail. In a person's own history address, device and id of others who acted are absent.
 *
 * @param action the name of an {@link AuditAction}; newer versions know more of them
 * @param accountId whom it concerns; absent where that is no account
 * @param subject what else it concerns, such as the name of a role
 * @param detail differs between actions; {@code code} says why something was refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEventResponse(
        UUID id,
        String action,
        AuditOutcome outcome,
        AuditActor actor,
        UUID accountId,
        String subject,
        String address,
        String device,
        String requestId,
        Map<String, Object> detail,
        Instant createdAt) {}

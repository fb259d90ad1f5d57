package io.gatehouse.contracts.audit;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who did it.
 *
 * @param id of the account or client; absent for others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditActor(ActorKind kind, String id) {}

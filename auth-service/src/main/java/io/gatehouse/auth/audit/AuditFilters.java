package io.gatehouse.auth.audit;

import io.gatehouse.contracts.audit.AuditAction;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Which events are asked for, as the query says it. */
class AuditFilters {

    @RestQuery
    @Parameter(description = "The id of the account that it concerns")
    String account;

    @RestQuery
    @Parameter(description = "The id of the account or client that did it")
    String actor;

    @RestQuery
    @Parameter(schema = @Schema(implementation = AuditAction.class))
    String action;

    @RestQuery
    @Parameter(description = "The earliest time", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String from;

    @RestQuery
    @Parameter(
            description = "The time that all are before",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String to;

    AuditSearch parse() {
        return AuditSearch.parse(account, actor, action, from, to);
    }
}

package io.gatehouse.auth.audit;

import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.audit.AuditEventResponse;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/admin/audit-events")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Audit")
class AuditEventResource {

    private final AuditList events;
    private final Permissions permissions;

    AuditEventResource(AuditList events, Permissions permissions) {
        this.events = events;
        this.permissions = permissions;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Who did what, a page at a time, the newest first", description = "Needs `audit:read`.")
    @Refuses(VALIDATION_FAILED)
    public Uni<Page<AuditEventResponse>> search(
            @RestQuery @Parameter(description = "The id of the account that it concerns") String account,
            @RestQuery @Parameter(description = "The id of the account or client that did it") String actor,
            @RestQuery @Parameter(schema = @Schema(implementation = AuditAction.class)) String action,
            @RestQuery
                    @Parameter(
                            description = "The earliest time",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    String from,
            @RestQuery
                    @Parameter(
                            description = "The time that all are before",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    String to,
            @RestQuery String cursor,
            @RestQuery String limit) {
        return permissions
                .require(Permission.AUDIT_READ)
                .chain(() -> events.list(
                        AuditSearch.parse(account, actor, action, from, to), cursor, PageLimit.parse(limit)));
    }
}

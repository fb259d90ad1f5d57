package io.gatehouse.auth.audit;

import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.audit.AuditEventResponse;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
            @BeanParam AuditFilters filters, @RestQuery String cursor, @RestQuery String limit) {
        return permissions
                .require(Permission.AUDIT_READ)
                .chain(() -> events.list(filters.parse(), cursor, PageLimit.parse(limit)));
    }
}

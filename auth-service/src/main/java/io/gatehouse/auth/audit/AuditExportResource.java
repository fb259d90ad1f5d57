package io.gatehouse.auth.audit;

import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.audit.AuditExportLine;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.kit.privacy.ExportTime;
import io.gatehouse.kit.privacy.StreamedJson;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/admin/audit-events/export")
@Produces(AuditExportResource.NDJSON)
@Authenticated
@Tag(name = "Audit")
class AuditExportResource {

    static final String NDJSON = "application/x-ndjson";

    private final AuditExport events;
    private final Permissions permissions;
    private final ExportTime time;

    AuditExportResource(AuditExport events, Permissions permissions, ExportTime time) {
        this.events = events;
        this.permissions = permissions;
        this.time = time;
    }

    @GET
    @Operation(
            summary = "Who did what, all of it, the oldest first",
            description =
                    "Needs `audit:read`. A line of JSON for each event. It ends a few seconds before now; ask again with the `cursor`"
                            + " of the last line for what has happened since, or where the connection broke off. Each export is told to the trail.")
    @APIResponse(
            responseCode = "200",
            description = "The events, sent as they are read",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = AuditExportLine.class)))
    @Refuses(VALIDATION_FAILED)
    public Uni<RestResponse<StreamedJson>> export(
            @BeanParam AuditFilters filters,
            @RestQuery @Parameter(description = "Of the line to go on behind; none to begin") String cursor) {
        return permissions
                .require(Permission.AUDIT_READ)
                .chain(() -> events.begin(filters.parse(), cursor))
                .invoke(time::begin)
                .map(lines -> ResponseBuilder.ok(lines)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-events.ndjson\"")
                        .build());
    }
}

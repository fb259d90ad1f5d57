package io.gatehouse.user.privacy;

import static io.gatehouse.contracts.error.ErrorCode.SERVICE_UNAVAILABLE;

import io.gatehouse.contracts.privacy.PersonalExport;
import io.gatehouse.kit.privacy.ExportTime;
import io.gatehouse.kit.privacy.StreamedJson;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.user.viewer.Viewers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/users/me/export")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Privacy")
class ExportResource {

    private final Exports exports;
    private final ExportTime time;
    private final Viewers viewers;

    ExportResource(Exports exports, ExportTime time, Viewers viewers) {
        this.exports = exports;
        this.time = time;
        this.viewers = viewers;
    }

    @GET
    @Operation(
            summary = "All that is kept of me",
            description =
                    "`services` holds the rows of each service's tables. Secrets are not among them; that there are any is. A"
                            + " connection that breaks off has not told all: ask again.")
    @APIResponse(
            responseCode = "200",
            description = "One document, sent as it is read",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PersonalExport.class)))
    @Refuses(SERVICE_UNAVAILABLE)
    public Uni<RestResponse<StreamedJson>> export() {
        var person = viewers.person();
        return exports.of(person.accountId()).invoke(time::begin).map(document -> ResponseBuilder.ok(document)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export.json\"")
                .build());
    }
}

package io.gatehouse.kit.privacy;

import io.gatehouse.contracts.privacy.PersonalExport;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The door for the service that hands people all that is kept of them. */
@IfBuildProperty(name = "gatehouse.privacy.enabled", stringValue = "true")
@Path("/internal/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
class PersonalDataResource {

    private final PersonalData data;
    private final ExportTime time;
    private final String service;

    PersonalDataResource(
            PersonalData data, ExportTime time, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.data = data;
        this.time = time;
        this.service = service;
    }

    @GET
    @Path("/{id}/export")
    @RolesAllowed("scope:people:export")
    @Operation(
            summary = "All that this service keeps of a person",
            description = "An object with the rows of each table. A connection that breaks off has not told all.")
    @APIResponse(
            responseCode = "200",
            description = "The rows by table",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    public RestResponse<StreamedJson> export(UUID id) {
        time.begin();
        return ResponseBuilder.ok(new StreamedJson(data.export(id)))
                .header(PersonalExport.SERVICE, service)
                .build();
    }
}

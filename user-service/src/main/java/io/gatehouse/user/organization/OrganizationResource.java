package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.ORGANIZATION_QUOTA_EXCEEDED;
import static io.gatehouse.contracts.error.ErrorCode.PRECONDITION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.organization.CreateOrganizationRequest;
import io.gatehouse.contracts.organization.OrganizationResponse;
import io.gatehouse.contracts.organization.UpdateOrganizationRequest;
import io.gatehouse.kit.patch.MergePatches;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.web.ETags;
import io.gatehouse.kit.web.TaggedResponses;
import io.gatehouse.user.viewer.Viewers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

@RegisterForReflection(targets = UpdateOrganizationRequest.class) // patched as a record, which the build does not see
@Path("/v1/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Organizations")
class OrganizationResource {

    private final OrganizationService organizations;
    private final MergePatches patches;
    private final Viewers viewers;

    OrganizationResource(OrganizationService organizations, MergePatches patches, Viewers viewers) {
        this.organizations = organizations;
        this.patches = patches;
        this.viewers = viewers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make an organization", description = "Whoever makes it owns it.")
    @APIResponseSchema(value = OrganizationResponse.class, responseCode = "201")
    @Refuses({NOT_FOUND, ORGANIZATION_QUOTA_EXCEEDED})
    public Uni<RestResponse<OrganizationResponse>> create(@Valid @NotNull CreateOrganizationRequest wanted) {
        return organizations.create(viewers.person(), wanted.name()).map(made -> tagged(201, made));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "An organization that I belong to")
    @Refuses(NOT_FOUND)
    public Uni<RestResponse<OrganizationResponse>> get(UUID id) {
        return organizations.get(viewers.person(), id).map(found -> tagged(200, found));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Rename an organization",
            description = "A JSON Merge Patch, based on the version in `If-Match`. Owners and admins may.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = UpdateOrganizationRequest.class)))
    @Refuses({FORBIDDEN, NOT_FOUND, PRECONDITION_REQUIRED, VERSION_CONFLICT})
    public Uni<RestResponse<OrganizationResponse>> change(
            UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis, ObjectNode patch) {
        return organizations
                .change(viewers.person(), id, ETags.requireBasis(basis), patches.require(patch))
                .map(changed -> tagged(200, changed));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete an organization with its memberships", description = "Owners may.")
    @APIResponse(responseCode = "204", description = "There is no such organization any more")
    @Refuses({FORBIDDEN, NOT_FOUND})
    public Uni<Void> delete(UUID id) {
        return organizations.delete(viewers.person(), id);
    }

    private static RestResponse<OrganizationResponse> tagged(int status, OrganizationResponse organization) {
        return TaggedResponses.of(status, organization.version(), organization);
    }
}

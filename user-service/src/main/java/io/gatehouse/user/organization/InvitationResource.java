package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.ALREADY_INVITED;
import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.INVITATION_QUOTA_EXCEEDED;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.contracts.organization.InvitationResponse;
import io.gatehouse.contracts.organization.InviteRequest;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.user.viewer.Viewers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/organizations/{id}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Organizations")
class InvitationResource {

    private final InvitationService invitations;
    private final Viewers viewers;

    InvitationResource(InvitationService invitations, Viewers viewers) {
        this.invitations = invitations;
        this.viewers = viewers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Invite somebody to an organization",
            description = "A mail with a link goes to the address. Owners may, and admins to other roles than `owner`.")
    @APIResponseSchema(value = InvitationResponse.class, responseCode = "201")
    @Refuses({FORBIDDEN, NOT_FOUND, ALREADY_INVITED, INVITATION_QUOTA_EXCEEDED})
    public Uni<InvitationResponse> create(UUID id, @Valid @NotNull InviteRequest wanted) {
        return invitations.create(viewers.person(), id, wanted.email(), wanted.role());
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "The open invitations to an organization, a page at a time, the oldest first",
            description = "Owners and admins may.")
    @Refuses({FORBIDDEN, NOT_FOUND, VALIDATION_FAILED})
    public Uni<Page<InvitationResponse>> list(UUID id, @RestQuery String cursor, @RestQuery String limit) {
        return invitations.list(viewers.person(), id, cursor, PageLimit.parse(limit));
    }

    @DELETE
    @Path("/{invitation_id}")
    @Operation(
            summary = "Withdraw an invitation",
            description = "Its link leads to nothing then. Owners may, and admins where it is not to be an `owner`.")
    @APIResponse(responseCode = "204", description = "The invitation is not open any more")
    @Refuses({FORBIDDEN, NOT_FOUND})
    public Uni<Void> withdraw(UUID id, @RestPath("invitation_id") UUID invitationId) {
        return invitations.withdraw(viewers.person(), id, invitationId);
    }
}

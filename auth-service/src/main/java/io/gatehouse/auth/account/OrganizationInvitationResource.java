package io.gatehouse.auth.account;

import io.gatehouse.contracts.organization.InvitationProof;
import io.gatehouse.contracts.organization.MailInvitationRequest;
import io.gatehouse.contracts.organization.ProveInvitationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door for the service that keeps organizations. */
@Path("/internal/v1/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("scope:invitations:mail")
@Tag(name = "Invitations to organizations")
class OrganizationInvitationResource {

    private final OrganizationInvitationService invitations;

    OrganizationInvitationResource(OrganizationInvitationService invitations) {
        this.invitations = invitations;
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Mail an invitation to an organization",
            description = "Once for each id. The link and its token are made when the mail leaves.")
    public Uni<Void> mail(UUID id, @Valid @NotNull MailInvitationRequest invitation) {
        return invitations.mail(id, invitation);
    }

    @POST
    @Path("/proof")
    @Operation(
            summary = "What the token of a mailed invitation is worth",
            description =
                    "Which invitation it is of, and whether it was mailed to the account's verified address. Uses nothing up.")
    public Uni<InvitationProof> prove(@Valid @NotNull ProveInvitationRequest shown) {
        return invitations.prove(shown.token(), shown.accountId());
    }
}

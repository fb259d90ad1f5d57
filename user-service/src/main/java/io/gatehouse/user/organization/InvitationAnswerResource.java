package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.EMAIL_NOT_VERIFIED;
import static io.gatehouse.contracts.error.ErrorCode.NOT_ADDRESSEE;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.ONE_TIME_TOKEN_INVALID;

import io.gatehouse.contracts.organization.InvitationTokenRequest;
import io.gatehouse.contracts.organization.OrganizationResponse;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.web.TaggedResponses;
import io.gatehouse.user.viewer.Viewers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Only a POST uses a token up: mail scanners read every link. */
@Path("/v1/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations")
class InvitationAnswerResource {

    private final InvitationAnswerService answers;
    private final Viewers viewers;

    InvitationAnswerResource(InvitationAnswerService answers, Viewers viewers) {
        this.answers = answers;
        this.viewers = viewers;
    }

    @POST
    @Path("/accept")
    @Authenticated
    @Operation(
            summary = "Accept an invitation with the token of its mail",
            description =
                    "For the account whose verified address the mail went to. Who belongs to the organization already keeps"
                            + " their role.")
    @Refuses({EMAIL_NOT_VERIFIED, NOT_ADDRESSEE, NOT_FOUND, ONE_TIME_TOKEN_INVALID})
    public Uni<RestResponse<OrganizationResponse>> accept(@Valid @NotNull InvitationTokenRequest shown) {
        return answers.accept(viewers.person(), shown.token())
                .map(joined -> TaggedResponses.of(200, joined.version(), joined));
    }

    @POST
    @Path("/decline")
    @Operation(
            summary = "Decline an invitation with the token of its mail",
            description = "Needs no account: whoever has the token has the mailbox.")
    @APIResponse(responseCode = "204", description = "The invitation is not open any more")
    @Refuses(ONE_TIME_TOKEN_INVALID)
    public Uni<Void> decline(@Valid @NotNull InvitationTokenRequest shown) {
        return answers.decline(shown.token());
    }
}

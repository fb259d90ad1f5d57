package io.gatehouse.auth.account;

import static io.gatehouse.contracts.error.ErrorCode.EMAIL_TAKEN;
import static io.gatehouse.contracts.error.ErrorCode.INVALID_CREDENTIALS;
import static io.gatehouse.contracts.error.ErrorCode.ONE_TIME_TOKEN_INVALID;
import static io.gatehouse.contracts.error.ErrorCode.RATE_LIMITED;

import io.gatehouse.auth.link.PresentedLink;
import io.gatehouse.contracts.auth.StatusResponse;
import io.gatehouse.contracts.auth.VerificationMailRequest;
import io.gatehouse.contracts.auth.VerifyEmailRequest;
import io.gatehouse.kit.problem.Refuses;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/auth/email")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "E-mail addresses")
class EmailResource {

    private final EmailService emails;

    EmailResource(EmailService emails) {
        this.emails = emails;
    }

    @POST
    @Path("/verification")
    @ResponseStatus(202)
    @Operation(
            summary = "Mail the link and the code that verify an address once more",
            description = "The same answer for every address, whether something waits for it or not.")
    @APIResponseSchema(value = StatusResponse.class, responseCode = "202")
    public Uni<StatusResponse> resend(@Valid @NotNull VerificationMailRequest request) {
        return emails.resend(request.email()).replaceWith(StatusResponse.ACCEPTED);
    }

    @POST
    @Path("/verify")
    @Operation(
            summary = "Verify an address with the link's token, or with the address and the code of its mail",
            description =
                    "Where several people signed up with the address, `password` tells whose link it is; without it, or"
                            + " with another's, the answer is `invalid_credentials`.")
    @APIResponse(
            responseCode = "204",
            description = "The address is verified; an account that waited for it exists now")
    @Refuses({ONE_TIME_TOKEN_INVALID, INVALID_CREDENTIALS, EMAIL_TAKEN, RATE_LIMITED})
    public Uni<Void> verify(@Valid @NotNull VerifyEmailRequest request) {
        var email = EmailAddress.canonicalOrNull(request.email());
        return emails.verify(new PresentedLink(request.token(), email, request.code()), request.password());
    }
}

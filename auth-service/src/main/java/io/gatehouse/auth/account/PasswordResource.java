package io.gatehouse.auth.account;

import static io.gatehouse.contracts.error.ErrorCode.INVALID_CREDENTIALS;
import static io.gatehouse.contracts.error.ErrorCode.ONE_TIME_TOKEN_INVALID;
import static io.gatehouse.contracts.error.ErrorCode.RATE_LIMITED;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;
import static io.gatehouse.contracts.error.ErrorCode.WEAK_PASSWORD;

import io.gatehouse.auth.link.PresentedLink;
import io.gatehouse.contracts.auth.ChangePasswordRequest;
import io.gatehouse.contracts.auth.ForgotPasswordRequest;
import io.gatehouse.contracts.auth.ResetPasswordRequest;
import io.gatehouse.contracts.auth.StatusResponse;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.problem.Refuses;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/auth/password")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Passwords")
class PasswordResource {

    private final PasswordService passwords;
    private final CurrentIdentity identity;

    PasswordResource(PasswordService passwords, CurrentIdentity identity) {
        this.passwords = passwords;
        this.identity = identity;
    }

    @POST
    @Path("/change")
    @Authenticated
    @Operation(summary = "Replace my password; all my other sessions end")
    @APIResponse(responseCode = "204", description = "The new password holds")
    @Refuses({REAUTHENTICATION_REQUIRED, SESSION_REVOKED, INVALID_CREDENTIALS, WEAK_PASSWORD, RATE_LIMITED})
    public Uni<Void> change(@Valid @NotNull ChangePasswordRequest request) {
        return passwords.change(identity.person(), request.currentPassword(), request.newPassword());
    }

    @POST
    @Path("/forgot")
    @ResponseStatus(202)
    @Operation(
            summary = "Mail a link and a code to replace a forgotten password",
            description = "The same answer for every address, whether it has an account or not.")
    @APIResponseSchema(value = StatusResponse.class, responseCode = "202")
    public Uni<StatusResponse> forgot(@Valid @NotNull ForgotPasswordRequest request) {
        return passwords.forgot(request.email()).replaceWith(StatusResponse.ACCEPTED);
    }

    @POST
    @Path("/reset")
    @Operation(
            summary =
                    "Replace a forgotten password with the link's token, or with the address and the code of its mail",
            description = "All sessions of the account end.")
    @APIResponse(responseCode = "204", description = "The new password holds")
    @Refuses({ONE_TIME_TOKEN_INVALID, WEAK_PASSWORD, RATE_LIMITED})
    public Uni<Void> reset(@Valid @NotNull ResetPasswordRequest request) {
        var email = EmailAddress.canonicalOrNull(request.email());
        return passwords.reset(new PresentedLink(request.token(), email, request.code()), request.newPassword());
    }
}

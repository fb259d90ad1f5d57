package io.gatehouse.auth.account;

import static io.gatehouse.contracts.error.ErrorCode.ACCOUNT_DISABLED;
import static io.gatehouse.contracts.error.ErrorCode.INVALID_CREDENTIALS;
import static io.gatehouse.contracts.error.ErrorCode.INVALID_TOKEN;
import static io.gatehouse.contracts.error.ErrorCode.MFA_CODE_INVALID;
import static io.gatehouse.contracts.error.ErrorCode.MFA_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.RATE_LIMITED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;

import io.gatehouse.auth.mfa.PresentedFactor;
import io.gatehouse.contracts.auth.LoginMfaRequest;
import io.gatehouse.contracts.auth.ReauthenticateRequest;
import io.gatehouse.contracts.auth.TokenResponse;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

@Path("/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Second factor")
class SecondStepResource {

    private final SecondStepService steps;
    private final CurrentIdentity identity;

    SecondStepResource(SecondStepService steps, CurrentIdentity identity) {
        this.steps = steps;
        this.identity = identity;
    }

    @POST
    @Path("/login/mfa")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Complete a sign-in with the second factor",
            description =
                    "With the `mfa_token` that `mfa_required` gave. A wrong code leaves the token as good as it was.")
    @Refuses({INVALID_TOKEN, MFA_CODE_INVALID, ACCOUNT_DISABLED, RATE_LIMITED})
    public Uni<TokenResponse> login(@Valid @NotNull LoginMfaRequest request) {
        return steps.login(request.mfaToken(), factor(request.code(), request.recoveryCode()));
    }

    @POST
    @Path("/reauthenticate")
    @Authenticated
    @Operation(
            summary = "Prove that it is still me",
            description = "Renews the sign-in of this session, for requests that were refused with"
                    + " `reauthentication_required`.")
    @APIResponse(responseCode = "204", description = "The sign-in is recent")
    @Refuses({INVALID_CREDENTIALS, MFA_REQUIRED, MFA_CODE_INVALID, SESSION_REVOKED, NOT_FOUND, RATE_LIMITED})
    public Uni<Void> reauthenticate(@Valid @NotNull ReauthenticateRequest request) {
        var factor = request.code() == null && request.recoveryCode() == null
                ? null
                : factor(request.code(), request.recoveryCode());
        return steps.reauthenticate(identity.person(), request.password(), factor);
    }

    private static PresentedFactor factor(String code, String recoveryCode) {
        return PresentedFactor.of(code == null ? null : code.replace(" ", ""), recoveryCode);
    }
}

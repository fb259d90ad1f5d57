package io.gatehouse.auth.mfa;

import static io.gatehouse.contracts.error.ErrorCode.MFA_ALREADY_ACTIVE;
import static io.gatehouse.contracts.error.ErrorCode.MFA_CODE_INVALID;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.RATE_LIMITED;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;

import io.gatehouse.contracts.auth.ActivateTotpRequest;
import io.gatehouse.contracts.auth.MfaStatusResponse;
import io.gatehouse.contracts.auth.RecoveryCodesResponse;
import io.gatehouse.contracts.auth.TotpEnrolmentResponse;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.problem.Refuses;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

@Path("/v1/auth/mfa")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Second factor")
class MfaResource {

    private final MfaService mfa;
    private final CurrentIdentity identity;

    MfaResource(MfaService mfa, CurrentIdentity identity) {
        this.mfa = mfa;
        this.identity = identity;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Whether I have a second factor, and how many recovery codes are left")
    public Uni<MfaStatusResponse> status() {
        return mfa.status(identity.person().accountId())
                .map(status -> new MfaStatusResponse(status.active(), status.recoveryCodesLeft()));
    }

    @POST
    @Path("/totp")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Enrol an authenticator app",
            description = "It counts once it is activated with a code of it; until then this may be repeated.")
    @Refuses({MFA_ALREADY_ACTIVE, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<TotpEnrolmentResponse> enrol() {
        return mfa.enrol(identity.person())
                .map(enrolment -> new TotpEnrolmentResponse(enrolment.base32(), enrolment.uri()));
    }

    @POST
    @Path("/totp/activate")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Activate the authenticator with a code of it",
            description = "The answer is the only time that the recovery codes are shown.")
    @Refuses({MFA_CODE_INVALID, MFA_ALREADY_ACTIVE, NOT_FOUND, REAUTHENTICATION_REQUIRED, SESSION_REVOKED, RATE_LIMITED
    })
    public Uni<RecoveryCodesResponse> activate(@Valid @NotNull ActivateTotpRequest request) {
        return mfa.activate(identity.person(), request.code().replace(" ", "")).map(MfaResource::toResponse);
    }

    @DELETE
    @Path("/totp")
    @Operation(summary = "Remove the authenticator and its recovery codes")
    @APIResponse(responseCode = "204", description = "There is no second factor, from now on or before")
    @Refuses({REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> remove() {
        return mfa.remove(identity.person());
    }

    @POST
    @Path("/recovery-codes")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Replace my recovery codes",
            description =
                    "Those of before are no longer good; the answer is the only time that the new ones are shown.")
    @Refuses({NOT_FOUND, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<RecoveryCodesResponse> replaceRecoveryCodes() {
        return mfa.replaceRecoveryCodes(identity.person()).map(MfaResource::toResponse);
    }

    private static RecoveryCodesResponse toResponse(List<RecoveryCode> codes) {
        return new RecoveryCodesResponse(codes.stream().map(RecoveryCode::value).toList());
    }
}

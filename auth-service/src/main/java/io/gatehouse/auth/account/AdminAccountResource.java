package io.gatehouse.auth.account;

import static io.gatehouse.contracts.error.ErrorCode.LAST_ADMINISTRATOR;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PRECONDITION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.auth.AdminAccountResponse;
import io.gatehouse.contracts.auth.UpdateAdminAccountRequest;
import io.gatehouse.kit.patch.MergePatches;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.web.ETags;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

@RegisterForReflection(targets = UpdateAdminAccountRequest.class) // patched as a record, which the build does not see
@Path("/v1/admin/accounts/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Administration")
class AdminAccountResource {

    private final AdminAccountService accounts;
    private final MergePatches patches;

    AdminAccountResource(AdminAccountService accounts, MergePatches patches) {
        this.accounts = accounts;
        this.patches = patches;
    }

    @GET
    @Operation(summary = "An account", description = "Needs `accounts:read`.")
    @Refuses(NOT_FOUND)
    public Uni<RestResponse<AdminAccountResponse>> get(UUID id) {
        return accounts.get(id).map(account -> AdminAccounts.tagged(200, account));
    }

    @PATCH
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Disable or enable an account, or set its roles",
            description =
                    "A JSON Merge Patch, based on the version in `If-Match`. Disabling ends all sessions. Needs a"
                            + " recent sign-in, `accounts:write`, and everything that the account may do and that its new roles allow.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = UpdateAdminAccountRequest.class)))
    @Refuses({
        NOT_FOUND,
        LAST_ADMINISTRATOR,
        PRECONDITION_REQUIRED,
        VERSION_CONFLICT,
        REAUTHENTICATION_REQUIRED,
        SESSION_REVOKED
    })
    public Uni<RestResponse<AdminAccountResponse>> change(
            UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis, ObjectNode patch) {
        return accounts.change(id, ETags.requireBasis(basis), patches.require(patch))
                .map(account -> AdminAccounts.tagged(200, account));
    }

    @DELETE
    @Operation(
            summary = "Delete an account, its sessions and its profile",
            description =
                    "Its audit trail stays. Needs a recent sign-in, `accounts:write`, and everything that the account may do.")
    @APIResponse(responseCode = "204", description = "There is no such account any more")
    @Refuses({NOT_FOUND, LAST_ADMINISTRATOR, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> delete(UUID id) {
        return accounts.delete(id);
    }

    @DELETE
    @Path("/sessions")
    @Operation(
            summary = "Sign somebody out everywhere",
            description = "Needs `sessions:end`, and everything that the account may do.")
    @APIResponse(responseCode = "204", description = "No session is left")
    @Refuses(NOT_FOUND)
    public Uni<Void> endSessions(UUID id) {
        return accounts.endSessions(id);
    }

    @DELETE
    @Path("/mfa")
    @Operation(
            summary = "Remove somebody's second factor",
            description =
                    "For who has lost the authenticator and the recovery codes: the password is enough from then on."
                            + " Be sure who asks. Needs a recent sign-in, `accounts:write`, and everything that the account may do.")
    @APIResponse(responseCode = "204", description = "There is no second factor, from now on or before")
    @Refuses({NOT_FOUND, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> removeSecondFactor(UUID id) {
        return accounts.removeSecondFactor(id);
    }

    @POST
    @Path("/password-reset")
    @Operation(
            summary = "Make somebody choose another password",
            description =
                    "The present one holds no longer, all sessions end, and the way to another one is mailed. Needs a"
                            + " recent sign-in, `accounts:write`, and everything that the account may do.")
    @APIResponse(responseCode = "204", description = "The mail is on its way")
    @Refuses({NOT_FOUND, LAST_ADMINISTRATOR, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> forceReset(UUID id) {
        return accounts.forceReset(id);
    }
}

package io.gatehouse.auth.account;

import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;

import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.auth.ImportAccountsRequest;
import io.gatehouse.contracts.auth.ImportAccountsResponse;
import io.gatehouse.contracts.auth.Permission;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

@Path("/v1/admin/accounts/import")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Administration")
class AccountImportResource {

    private final AccountImportService imports;
    private final Permissions permissions;

    AccountImportResource(AccountImportService imports, Permissions permissions) {
        this.imports = imports;
        this.permissions = permissions;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Take over accounts of another system, with their password hashes",
            description =
                    "Hashes of bcrypt, PBKDF2, scrypt and Argon2 are known by their form and replaced at the first"
                            + " sign-in. No mail is sent. Sending the same accounts again is safe: those that exist"
                            + " answer `email_taken`. Needs a recent sign-in and `accounts:write`.")
    @Refuses({REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<ImportAccountsResponse> importAccounts(@Valid @NotNull ImportAccountsRequest request) {
        return permissions
                .requireWithRecentSignIn(Permission.ACCOUNTS_WRITE)
                .chain(() -> imports.importAll(request.accounts()))
                .map(ImportAccountsResponse::new);
    }
}

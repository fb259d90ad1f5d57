package io.gatehouse.auth.account;

import static io.gatehouse.contracts.error.ErrorCode.EMAIL_TAKEN;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.auth.AdminAccountResponse;
import io.gatehouse.contracts.auth.InviteAccountRequest;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/admin/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Administration")
class AdminAccountsResource {

    private final AccountList list;
    private final AdminAccountService accounts;
    private final Permissions permissions;

    AdminAccountsResource(AccountList list, AdminAccountService accounts, Permissions permissions) {
        this.list = list;
        this.accounts = accounts;
        this.permissions = permissions;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Accounts, a page at a time",
            description = "The newest first, or by address where its beginning is searched for. Needs `accounts:read`.")
    @Refuses(VALIDATION_FAILED)
    public Uni<Page<AdminAccountResponse>> list(
            @RestQuery("email_prefix") @Parameter(description = "What the address begins with") String prefix,
            @RestQuery
                    @Parameter(
                            description =
                                    "What the address has somewhere; what it begins with, where there are no three"
                                            + " letters or digits together")
                    String query,
            @RestQuery String cursor,
            @RestQuery String limit) {
        return permissions
                .require(Permission.ACCOUNTS_READ)
                .chain(() -> list.list(AccountSearch.parse(prefix, query), cursor, PageLimit.parse(limit)))
                .map(page -> Pages.map(page, AdminAccounts::toResponse));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Invite somebody",
            description =
                    "Makes an account without a password and mails a link to choose one, which also proves the address. Needs a"
                            + " recent sign-in, `accounts:write`, and everything that its roles allow.")
    @APIResponseSchema(value = AdminAccountResponse.class, responseCode = "201")
    @Refuses({EMAIL_TAKEN, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<RestResponse<AdminAccountResponse>> invite(@Valid @NotNull InviteAccountRequest wanted) {
        return accounts.invite(wanted).map(account -> AdminAccounts.tagged(201, account));
    }
}

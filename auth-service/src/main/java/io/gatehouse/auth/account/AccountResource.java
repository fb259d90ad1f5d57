package io.gatehouse.auth.account;

import static io.gatehouse.contracts.error.ErrorCode.ACCOUNT_DISABLED;
import static io.gatehouse.contracts.error.ErrorCode.EMAIL_TAKEN;
import static io.gatehouse.contracts.error.ErrorCode.INVALID_CREDENTIALS;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;

import io.gatehouse.contracts.auth.AccountResponse;
import io.gatehouse.contracts.auth.LoginRequest;
import io.gatehouse.contracts.auth.SignupRequest;
import io.gatehouse.contracts.auth.SignupResponse;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/auth")
@Tag(name = "Accounts")
class AccountResource {

    private final SignInService signIn;
    private final AccountService accounts;
    private final CurrentIdentity identity;

    AccountResource(SignInService signIn, AccountService accounts, CurrentIdentity identity) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.identity = identity;
    }

    @POST
    @Path("/signup")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Create an account and sign in")
    @APIResponseSchema(value = SignupResponse.class, responseCode = "201")
    @Refuses(EMAIL_TAKEN)
    public Uni<SignupResponse> signup(@Valid @NotNull SignupRequest request) {
        return signIn.signup(request.email(), request.password(), request.displayName())
                .map(signedIn -> new SignupResponse(toResponse(signedIn.account()), signedIn.tokens()));
    }

    @POST
    @Path("/login")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Sign in with e-mail and password")
    @Refuses({INVALID_CREDENTIALS, ACCOUNT_DISABLED})
    public Uni<TokenResponse> login(@Valid @NotNull LoginRequest request) {
        return signIn.login(request.email(), request.password());
    }

    @GET
    @Path("/account")
    @Authenticated
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "The account that is signed in")
    @Refuses(NOT_FOUND)
    public Uni<AccountResponse> account() {
        return accounts.get(identity.person().accountId()).map(AccountResource::toResponse);
    }

    private static AccountResponse toResponse(Account account) {
        return new AccountResponse(
                account.id,
                account.email,
                account.emailVerifiedAt != null,
                null,
                new TreeSet<>(account.roles()),
                account.createdAt,
                account.updatedAt);
    }
}

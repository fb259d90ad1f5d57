package io.gatehouse.auth.account;

import static io.gatehouse.contracts.error.ErrorCode.ACCOUNT_DISABLED;
import static io.gatehouse.contracts.error.ErrorCode.EMAIL_NOT_VERIFIED;
import static io.gatehouse.contracts.error.ErrorCode.EMAIL_TAKEN;
import static io.gatehouse.contracts.error.ErrorCode.INVALID_CREDENTIALS;
import static io.gatehouse.contracts.error.ErrorCode.MFA_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PRECONDITION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.RATE_LIMITED;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;
import static io.gatehouse.contracts.error.ErrorCode.WEAK_PASSWORD;

import io.gatehouse.contracts.auth.AccountResponse;
import io.gatehouse.contracts.auth.LoginRequest;
import io.gatehouse.contracts.auth.SignupRequest;
import io.gatehouse.contracts.auth.SignupResponse;
import io.gatehouse.contracts.auth.StatusResponse;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.contracts.auth.UpdateAccountRequest;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.patch.MergePatches;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.web.ETags;
import io.gatehouse.kit.web.TaggedResponses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

// Entities of a response whose kind is known only when it is made; a native image must be told.
@RegisterForReflection(targets = {SignupResponse.class, StatusResponse.class})
@Path("/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
class AccountResource {

    private final SignInService signIn;
    private final AccountService accounts;
    private final EmailService emails;
    private final CurrentIdentity identity;

    AccountResource(SignInService signIn, AccountService accounts, EmailService emails, CurrentIdentity identity) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.emails = emails;
        this.identity = identity;
    }

    @POST
    @Path("/signup")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create an account and sign in, or ask for the proof of its address first")
    @APIResponse(
            responseCode = "201",
            description = "The account, signed in",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SignupResponse.class)))
    @APIResponse(
            responseCode = "202",
            description = "Where addresses must be verified: a mail is on its way, whoever has the address",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StatusResponse.class)))
    @Refuses({EMAIL_TAKEN, WEAK_PASSWORD})
    public Uni<RestResponse<Record>> signup(@Valid @NotNull SignupRequest request) {
        return signIn.signup(request.email(), request.password(), request.displayName())
                .map(AccountResource::signedUp);
    }

    @POST
    @Path("/login")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Sign in with e-mail and password",
            description =
                    "Where the account has a second factor, the problem `mfa_required` carries `mfa_token` and `methods`.")
    @Refuses({INVALID_CREDENTIALS, MFA_REQUIRED, ACCOUNT_DISABLED, EMAIL_NOT_VERIFIED, RATE_LIMITED})
    public Uni<TokenResponse> login(@Valid @NotNull LoginRequest request) {
        return signIn.login(request.email(), request.password());
    }

    @GET
    @Path("/account")
    @Authenticated
    @Operation(summary = "The account that is signed in")
    @Refuses(NOT_FOUND)
    public Uni<RestResponse<AccountResponse>> account() {
        return accounts.get(identity.person().accountId()).map(AccountResource::tagged);
    }

    @PATCH
    @Path("/account")
    @Authenticated
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Ask for another e-mail address",
            description =
                    "It holds once it is verified with the link or the code that is mailed to it; `pending_email` shows"
                            + " it until then. Asking for the present address takes the wish back.")
    @Refuses({
        REAUTHENTICATION_REQUIRED,
        SESSION_REVOKED,
        INVALID_CREDENTIALS,
        PRECONDITION_REQUIRED,
        VERSION_CONFLICT,
        RATE_LIMITED
    })
    public Uni<RestResponse<AccountResponse>> update(
            @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis,
            @Valid @NotNull UpdateAccountRequest request) {
        return emails.requestChange(
                        identity.person(), ETags.requireBasis(basis), request.email(), request.currentPassword())
                .map(AccountResource::tagged);
    }

    private static RestResponse<Record> signedUp(SignedIn signedIn) {
        var response = signedIn == null
                ? RestResponse.ResponseBuilder.<Record>create(202).entity(StatusResponse.VERIFICATION_REQUIRED)
                : RestResponse.ResponseBuilder.<Record>create(201)
                        .entity(new SignupResponse(toResponse(signedIn.account()), signedIn.tokens()));
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static RestResponse<AccountResponse> tagged(Account account) {
        return TaggedResponses.of(200, account.version, toResponse(account));
    }

    private static AccountResponse toResponse(Account account) {
        return new AccountResponse(
                account.id,
                account.email,
                account.isVerified(),
                account.pendingEmail,
                new TreeSet<>(account.roles()),
                account.createdAt,
                account.updatedAt);
    }
}

package io.gatehouse.auth.session;

import static io.gatehouse.contracts.error.ErrorCode.ACCOUNT_DISABLED;
import static io.gatehouse.contracts.error.ErrorCode.INVALID_TOKEN;
import static io.gatehouse.contracts.error.ErrorCode.REFRESH_TOKEN_REUSED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;
import static io.gatehouse.contracts.error.ErrorCode.TOKEN_EXPIRED;

import io.gatehouse.contracts.auth.RefreshRequest;
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
@Tag(name = "Sessions")
class SessionResource {

    private final RefreshService refresh;
    private final SessionService sessions;
    private final CurrentIdentity identity;

    SessionResource(RefreshService refresh, SessionService sessions, CurrentIdentity identity) {
        this.refresh = refresh;
        this.sessions = sessions;
        this.identity = identity;
    }

    @POST
    @Path("/refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Exchange a refresh token for fresh tokens")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Refuses({INVALID_TOKEN, TOKEN_EXPIRED, SESSION_REVOKED, REFRESH_TOKEN_REUSED, ACCOUNT_DISABLED})
    public Uni<TokenResponse> refresh(@Valid @NotNull RefreshRequest request) {
        return refresh.refresh(request.refreshToken());
    }

    @POST
    @Path("/logout")
    @Authenticated
    @Operation(summary = "End the session of the access token")
    @APIResponse(responseCode = "204", description = "The session has ended, now or before")
    public Uni<Void> logout() {
        var person = identity.person();
        return sessions.logout(person.accountId(), person.sessionId());
    }
}

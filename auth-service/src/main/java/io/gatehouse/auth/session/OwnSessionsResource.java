package io.gatehouse.auth.session;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.contracts.auth.SessionResponse;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.identity.Identity;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/auth/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Sessions")
class OwnSessionsResource {

    private final SessionList list;
    private final SessionService sessions;
    private final CurrentIdentity identity;

    OwnSessionsResource(SessionList list, SessionService sessions, CurrentIdentity identity) {
        this.list = list;
        this.sessions = sessions;
        this.identity = identity;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Where I am signed in, a page at a time, the newest first")
    @Refuses({SESSION_REVOKED, VALIDATION_FAILED})
    public Uni<Page<SessionResponse>> list(@RestQuery String cursor, @RestQuery String limit) {
        var person = identity.person();
        return list.list(person, cursor, PageLimit.parse(limit)).map(page -> toResponse(page, person));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "End one of my sessions", description = "Does nothing to one that has ended before.")
    @APIResponse(responseCode = "204", description = "The session has ended, now or before")
    @Refuses({SESSION_REVOKED, NOT_FOUND})
    public Uni<Void> revoke(UUID id) {
        return sessions.revoke(identity.person(), id);
    }

    @DELETE
    @Operation(summary = "End all my sessions but this one")
    @APIResponse(responseCode = "204", description = "This session is the only one")
    @Refuses(SESSION_REVOKED)
    public Uni<Void> revokeOthers() {
        return sessions.revokeOthers(identity.person());
    }

    private static Page<SessionResponse> toResponse(Page<Session> page, Identity person) {
        return Pages.map(page, session -> toResponse(session, person));
    }

    private static SessionResponse toResponse(Session session, Identity person) {
        return new SessionResponse(
                session.id,
                session.device,
                session.address,
                session.createdAt,
                session.lastUsedAt,
                session.expiresAt,
                session.id.equals(person.sessionId()));
    }
}

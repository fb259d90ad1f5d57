package io.gatehouse.auth.audit;

import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.contracts.audit.AuditEventResponse;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/auth/events")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Audit")
class OwnEventsResource {

    private final AuditList events;
    private final CurrentIdentity identity;

    OwnEventsResource(AuditList events, CurrentIdentity identity) {
        this.events = events;
        this.identity = identity;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "What happened to my account, a page at a time, the newest first")
    @Refuses(VALIDATION_FAILED)
    public Uni<Page<AuditEventResponse>> own(@RestQuery String cursor, @RestQuery String limit) {
        return events.listOwn(identity.person().accountId(), cursor, PageLimit.parse(limit));
    }
}

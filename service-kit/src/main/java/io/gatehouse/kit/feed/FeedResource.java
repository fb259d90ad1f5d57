package io.gatehouse.kit.feed;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.event.EventPage;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The door for consumers, in every service that has a log. */
@IfBuildProperty(name = "gatehouse.feed.enabled", stringValue = "true")
@Path("/internal/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Event log")
class FeedResource {

    private final EventFeed feed;
    private final CurrentIdentity identity;

    FeedResource(EventFeed feed, CurrentIdentity identity) {
        this.feed = feed;
        this.identity = identity;
    }

    /** {@code wait} is in seconds. */
    @GET
    @RolesAllowed("scope:events:read")
    @Operation(summary = "Events after a position, in order; waits for one when there is none yet")
    @Refuses(ErrorCode.VALIDATION_FAILED)
    public Uni<EventPage> events(
            @RestQuery @DefaultValue("0") String after,
            @RestQuery @DefaultValue("100") String limit,
            @RestQuery @DefaultValue("0") String wait) {
        return feed.read(identity.get().clientId(), EventQuery.parse(after, limit, wait));
    }
}

package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.contracts.organization.OrganizationEventResponse;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.user.viewer.Viewers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/organizations/{id}/events")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Organizations")
class HistoryResource {

    private final HistoryService history;
    private final Viewers viewers;

    HistoryResource(HistoryService history, Viewers viewers) {
        this.history = history;
        this.viewers = viewers;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Who did what in an organization, a page at a time, the newest first",
            description = "Owners and admins may.")
    @Refuses({FORBIDDEN, NOT_FOUND, VALIDATION_FAILED})
    public Uni<Page<OrganizationEventResponse>> list(UUID id, @RestQuery String cursor, @RestQuery String limit) {
        return history.list(viewers.person(), id, cursor, PageLimit.parse(limit));
    }
}

package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.contracts.organization.OrganizationResponse;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/users/me/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Organizations")
class OwnOrganizationsResource {

    private final OrganizationService organizations;
    private final Viewers viewers;

    OwnOrganizationsResource(OrganizationService organizations, Viewers viewers) {
        this.organizations = organizations;
        this.viewers = viewers;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "The organizations that I belong to, with my role, a page at a time, the oldest first")
    @Refuses(VALIDATION_FAILED)
    public Uni<Page<OrganizationResponse>> list(@RestQuery String cursor, @RestQuery String limit) {
        return organizations.list(viewers.person(), cursor, PageLimit.parse(limit));
    }
}

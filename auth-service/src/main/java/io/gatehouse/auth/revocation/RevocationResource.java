package io.gatehouse.auth.revocation;

import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.problem.Refuses;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/internal/v1/revocations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Revocations")
class RevocationResource {

    private final RevocationSnapshot snapshot;

    RevocationResource(RevocationSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    @GET
    @RolesAllowed("scope:revocations:read")
    @Operation(
            summary = "Every revocation that still matters, a page at a time",
            description = "For a follower of the stream that starts or may have missed something.")
    @Refuses(VALIDATION_FAILED)
    public Uni<Page<Revocation>> revocations(@RestQuery String cursor) {
        return snapshot.page(cursor);
    }
}

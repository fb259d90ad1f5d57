package io.gatehouse.auth.erasure;

import io.gatehouse.contracts.privacy.ErasureTask;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door for the services that keep something of people. */
@Path("/internal/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("scope:erasures:confirm")
@Tag(name = "Privacy")
class ErasureTaskResource {

    private final ErasureTasks tasks;
    private final CurrentIdentity identity;

    ErasureTaskResource(ErasureTasks tasks, CurrentIdentity identity) {
        this.tasks = tasks;
        this.identity = identity;
    }

    @GET
    @Operation(
            summary = "Whom the asking service is to forget",
            description = "Some of them, the longest waiting first. Whoever is confirmed is told of no more.")
    public Uni<List<ErasureTask>> list() {
        return tasks.of(identity.get().clientId());
    }

    @PUT
    @Path("/{id}/confirmation")
    @Operation(summary = "The asking service keeps nothing of the person any more")
    public Uni<Void> confirm(UUID id) {
        return tasks.confirm(id, identity.get().clientId());
    }
}

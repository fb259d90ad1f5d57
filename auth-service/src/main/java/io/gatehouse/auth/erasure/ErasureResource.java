package io.gatehouse.auth.erasure;

import static io.gatehouse.contracts.error.ErrorCode.LAST_ADMINISTRATOR;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;

import io.gatehouse.contracts.privacy.ErasureResponse;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/users/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Privacy")
class ErasureResource {

    private final ErasureService erasures;
    private final CurrentIdentity identity;

    ErasureResource(ErasureService erasures, CurrentIdentity identity) {
        this.erasures = erasures;
        this.identity = identity;
    }

    @DELETE
    @ResponseStatus(202)
    @Operation(
            summary = "Ask to be forgotten",
            description =
                    "From `due_at` on the account is closed and all that is kept of me is erased, in all services. Until then nothing"
                            + " changes, and it can be cancelled. Needs a recent sign-in.")
    @APIResponse(
            responseCode = "202",
            description = "From when on",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ErasureResponse.class)))
    @Refuses({NOT_FOUND, LAST_ADMINISTRATOR, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<ErasureResponse> request() {
        return erasures.request(identity.person()).map(Erasure::toResponse);
    }

    @GET
    @Path("/erasure")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Whether, and from when on, I am forgotten")
    @Refuses(NOT_FOUND)
    public Uni<ErasureResponse> get() {
        return erasures.get(identity.person()).map(Erasure::toResponse);
    }

    @DELETE
    @Path("/erasure")
    @Operation(summary = "Stay: cancel what was asked for")
    @APIResponse(responseCode = "204", description = "Nothing is erased")
    @Refuses(NOT_FOUND)
    public Uni<Void> cancel() {
        return erasures.cancel(identity.person());
    }
}

package io.gatehouse.auth.client;

import static io.gatehouse.contracts.error.ErrorCode.CLIENT_KEYS_EXHAUSTED;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.client.ClientKeyResponse;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/clients/{id}/keys/{kid}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Clients")
class ClientKeyResource {

    private final ClientKeyService keys;
    private final Permissions permissions;

    ClientKeyResource(ClientKeyService keys, Permissions permissions) {
        this.keys = keys;
        this.permissions = permissions;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let a client prove who it is by a key of its own (RFC 7523)",
            description =
                    "Needs a recent sign-in and `clients:write`. The public part of a key on P-256 as a JWK; the client keeps the private"
                            + " one. A client has two keys at most.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PublicKeyForm.class)))
    @Refuses({NOT_FOUND, CLIENT_KEYS_EXHAUSTED, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<ClientKeyResponse> set(String id, String kid, @NotNull ObjectNode jwk) {
        return permissions
                .requireWithRecentSignIn(Permission.CLIENTS_WRITE)
                .chain(() -> keys.set(new ClientKeyId(id, kid), jwk))
                .map(ClientKeyResource::toResponse);
    }

    @DELETE
    @Operation(
            summary = "Take a key from a client",
            description = "Needs a recent sign-in and `clients:write`. What it signs is refused from now on.")
    @APIResponse(responseCode = "204", description = "The key holds no longer")
    @Refuses({NOT_FOUND, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> remove(String id, String kid) {
        return permissions
                .requireWithRecentSignIn(Permission.CLIENTS_WRITE)
                .chain(() -> keys.remove(new ClientKeyId(id, kid)));
    }

    static ClientKeyResponse toResponse(ClientKey key) {
        return new ClientKeyResponse(key.kid, key.createdAt, key.updatedAt);
    }
}

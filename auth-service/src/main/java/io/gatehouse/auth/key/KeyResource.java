package io.gatehouse.auth.key;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.ROTATION_TOO_SOON;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;

import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.key.KeyResponse;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

@Path("/v1/admin/keys")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Keys")
class KeyResource {

    private final KeyService keys;
    private final Permissions permissions;

    KeyResource(KeyService keys, Permissions permissions) {
        this.keys = keys;
        this.permissions = permissions;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "The signing keys, the newest first",
            description = "At most 100; those that are gone are among them. Needs `keys:rotate`.")
    public Uni<Page<KeyResponse>> list() {
        return permissions
                .require(Permission.KEYS_ROTATE)
                .chain(keys::list)
                .map(all -> new Page<>(all.stream().map(KeyResource::toResponse).toList(), null));
    }

    @POST
    @Path("/rotation")
    @Operation(
            summary = "Let the next key sign now",
            description =
                    "The key that signs until now is retired: what it has signed stays good until it expires. Refused while"
                            + " verifiers may not know the next key yet. Needs a recent sign-in and `keys:rotate`.")
    @APIResponse(responseCode = "204", description = "Another key signs")
    @Refuses({ROTATION_TOO_SOON, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> rotate() {
        return permissions.requireWithRecentSignIn(Permission.KEYS_ROTATE).chain(keys::rotate);
    }

    @DELETE
    @Path("/{kid}")
    @Operation(
            summary = "Withdraw a key that somebody else may have",
            description =
                    "It is published no longer, and what it has signed is good no longer. If it signs, the next key takes its"
                            + " place at once. May be asked for twice. Needs a recent sign-in and `keys:rotate`.")
    @APIResponse(responseCode = "204", description = "The key is gone")
    @Refuses({NOT_FOUND, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> withdraw(String kid) {
        return permissions.requireWithRecentSignIn(Permission.KEYS_ROTATE).chain(() -> keys.withdraw(kid));
    }

    private static KeyResponse toResponse(StoredKey key) {
        return new KeyResponse(key.kid(), key.status(), key.createdAt(), key.activatedAt(), key.retiredAt());
    }
}

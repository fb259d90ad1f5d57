package io.gatehouse.auth.client;

import static io.gatehouse.contracts.error.ErrorCode.CLIENT_SECRETS_EXHAUSTED;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;

import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.client.NewClientSecretResponse;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/admin/clients/{id}/secrets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Clients")
class ClientSecretResource {

    private final ClientSecrets maker;
    private final ClientSecretService secrets;
    private final Permissions permissions;

    ClientSecretResource(ClientSecrets maker, ClientSecretService secrets, Permissions permissions) {
        this.maker = maker;
        this.secrets = secrets;
        this.permissions = permissions;
    }

    @POST
    @Operation(
            summary = "Make one more secret for a client",
            description =
                    "Needs a recent sign-in and `clients:write`. Both secrets hold until one is removed. It is told in this answer and"
                            + " never again.")
    @APIResponseSchema(value = NewClientSecretResponse.class, responseCode = "201")
    @Refuses({NOT_FOUND, CLIENT_SECRETS_EXHAUSTED, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    @ResponseStatus(201)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    public Uni<NewClientSecretResponse> addSecret(String id) {
        return permissions
                .requireWithRecentSignIn(Permission.CLIENTS_WRITE)
                .chain(() -> maker.make(id))
                .call(secret -> secrets.add(secret.stored()))
                .map(secret ->
                        new NewClientSecretResponse(secret.stored().id, secret.value(), secret.stored().createdAt));
    }

    @DELETE
    @Path("/{secret}")
    @Operation(
            summary = "Take a secret from a client",
            description = "Needs a recent sign-in and `clients:write`. It is refused from now on.")
    @APIResponse(responseCode = "204", description = "The secret holds no longer")
    @Refuses({NOT_FOUND, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> removeSecret(String id, UUID secret) {
        return permissions.requireWithRecentSignIn(Permission.CLIENTS_WRITE).chain(() -> secrets.remove(id, secret));
    }
}

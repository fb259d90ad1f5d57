package io.gatehouse.auth.client;

import static io.gatehouse.contracts.error.ErrorCode.CLIENT_ID_TAKEN;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PRECONDITION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.client.ClientResponse;
import io.gatehouse.contracts.client.ClientSecretResponse;
import io.gatehouse.contracts.client.CreateClientRequest;
import io.gatehouse.contracts.client.NewClientResponse;
import io.gatehouse.contracts.client.UpdateClientRequest;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.patch.MergePatches;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.web.ETags;
import io.gatehouse.kit.web.TaggedResponses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@RegisterForReflection(targets = UpdateClientRequest.class) // patched as a record, which the build does not see
@Path("/v1/admin/clients")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Clients")
class ClientResource {

    private final ClientService clients;
    private final ClientSecrets maker;
    private final Permissions permissions;
    private final MergePatches patches;

    ClientResource(ClientService clients, ClientSecrets maker, Permissions permissions, MergePatches patches) {
        this.clients = clients;
        this.maker = maker;
        this.permissions = permissions;
        this.patches = patches;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Registered clients, a page at a time, by id", description = "Needs `clients:read`.")
    @Refuses(VALIDATION_FAILED)
    public Uni<Page<ClientResponse>> list(@RestQuery String cursor, @RestQuery String limit) {
        return permissions
                .require(Permission.CLIENTS_READ)
                .chain(() -> clients.list(cursor, PageLimit.parse(limit)))
                .map(page -> Pages.map(page, ClientResource::toResponse));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A registered client", description = "Needs `clients:read`.")
    @APIResponseSchema(ClientResponse.class)
    @Refuses(NOT_FOUND)
    public Uni<RestResponse<ClientResponse>> get(String id) {
        return permissions
                .require(Permission.CLIENTS_READ)
                .chain(() -> clients.get(id))
                .map(found -> tagged(200, found, toResponse(found)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Register a client",
            description =
                    "Needs a recent sign-in and `clients:write`. The secret is told in this answer and never again.")
    @APIResponseSchema(value = NewClientResponse.class, responseCode = "201")
    @Refuses({CLIENT_ID_TAKEN, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<RestResponse<NewClientResponse>> register(@Valid @NotNull CreateClientRequest wanted) {
        return permissions
                .requireWithRecentSignIn(Permission.CLIENTS_WRITE)
                .chain(() -> maker.make(wanted.clientId()))
                .chain(secret -> clients.register(wanted, secret))
                .map(made -> tagged(
                        201, made.registered(), new NewClientResponse(toResponse(made.registered()), made.secret())));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change what a client is called or may ask for",
            description =
                    "A JSON Merge Patch, based on the version in `If-Match`. Needs a recent sign-in and `clients:write`. Tokens that the"
                            + " client has keep their scope until they expire.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateClientRequest.class)))
    @APIResponseSchema(ClientResponse.class)
    @Refuses({NOT_FOUND, PRECONDITION_REQUIRED, VERSION_CONFLICT, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<RestResponse<ClientResponse>> change(
            String id, @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis, ObjectNode patch) {
        return permissions
                .requireWithRecentSignIn(Permission.CLIENTS_WRITE)
                .chain(() -> clients.change(id, ETags.requireBasis(basis), patches.require(patch)))
                .map(changed -> tagged(200, changed, toResponse(changed)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Take a client away",
            description =
                    "Needs a recent sign-in and `clients:write`. Tokens that the client has are good until they expire.")
    @APIResponse(responseCode = "204", description = "There is no such client any more")
    @Refuses({NOT_FOUND, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> delete(String id) {
        return permissions.requireWithRecentSignIn(Permission.CLIENTS_WRITE).chain(() -> clients.delete(id));
    }

    private static <T> RestResponse<T> tagged(int status, ClientWithCredentials client, T entity) {
        return TaggedResponses.of(status, client.client().version, entity);
    }

    private static ClientResponse toResponse(ClientWithCredentials found) {
        var client = found.client();
        var secrets = found.secrets().stream()
                .map(secret -> new ClientSecretResponse(secret.id, secret.createdAt))
                .toList();
        return new ClientResponse(
                client.id,
                client.name,
                new TreeSet<>(client.scopes()),
                secrets,
                found.keys().stream().map(ClientKeyResource::toResponse).toList(),
                client.createdAt,
                client.updatedAt);
    }
}

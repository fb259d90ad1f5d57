package io.gatehouse.auth.role;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PRECONDITION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.REAUTHENTICATION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.ROLE_FIXED;
import static io.gatehouse.contracts.error.ErrorCode.ROLE_IN_USE;
import static io.gatehouse.contracts.error.ErrorCode.ROLE_TAKEN;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.auth.CreateRoleRequest;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.auth.RoleResponse;
import io.gatehouse.contracts.auth.UpdateRoleRequest;
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

@RegisterForReflection(targets = UpdateRoleRequest.class) // patched as a record, which the build does not see
@Path("/v1/admin/roles")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Roles")
class RoleResource {

    private final RoleService roles;
    private final Permissions permissions;
    private final MergePatches patches;

    RoleResource(RoleService roles, Permissions permissions, MergePatches patches) {
        this.roles = roles;
        this.permissions = permissions;
        this.patches = patches;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Roles, a page at a time, by name", description = "Needs `roles:read`.")
    @Refuses(VALIDATION_FAILED)
    public Uni<Page<RoleResponse>> list(@RestQuery String cursor, @RestQuery String limit) {
        return permissions
                .require(Permission.ROLES_READ)
                .chain(() -> roles.list(cursor, PageLimit.parse(limit)))
                .map(page -> Pages.map(page, RoleResource::toResponse));
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "A role and what it allows", description = "Needs `roles:read`.")
    @Refuses(NOT_FOUND)
    public Uni<RestResponse<RoleResponse>> get(String name) {
        return permissions
                .require(Permission.ROLES_READ)
                .chain(() -> roles.get(name))
                .map(role -> tagged(200, role));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a role",
            description = "Needs a recent sign-in, `roles:write`, and every permission that the role is to have.")
    @APIResponseSchema(value = RoleResponse.class, responseCode = "201")
    @Refuses({ROLE_TAKEN, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<RestResponse<RoleResponse>> create(@Valid @NotNull CreateRoleRequest wanted) {
        return permissions
                .requireWithRecentSignIn(Permission.ROLES_WRITE)
                .chain(() -> permissions.within(
                        held -> roles.create(wanted.name(), wanted.description(), wanted.permissions(), held)))
                .map(role -> tagged(201, role));
    }

    @PATCH
    @Path("/{name}")
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change what a role is or allows",
            description =
                    "A JSON Merge Patch, based on the version in `If-Match`. Needs a recent sign-in, `roles:write`, and every permission that"
                            + " it adds. It holds for the next request of everybody who has the role.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateRoleRequest.class)))
    @Refuses({NOT_FOUND, ROLE_FIXED, PRECONDITION_REQUIRED, VERSION_CONFLICT, REAUTHENTICATION_REQUIRED, SESSION_REVOKED
    })
    public Uni<RestResponse<RoleResponse>> change(
            String name, @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis, ObjectNode patch) {
        return permissions
                .requireWithRecentSignIn(Permission.ROLES_WRITE)
                .chain(() -> permissions.within(
                        held -> roles.change(name, ETags.requireBasis(basis), patches.require(patch), held)))
                .map(role -> tagged(200, role));
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Delete a role that no account has", description = "Needs a recent sign-in and `roles:write`.")
    @APIResponse(responseCode = "204", description = "There is no such role any more")
    @Refuses({NOT_FOUND, ROLE_IN_USE, ROLE_FIXED, REAUTHENTICATION_REQUIRED, SESSION_REVOKED})
    public Uni<Void> delete(String name) {
        return permissions.requireWithRecentSignIn(Permission.ROLES_WRITE).chain(() -> roles.delete(name));
    }

    private static RestResponse<RoleResponse> tagged(int status, Role role) {
        return TaggedResponses.of(status, role.version, toResponse(role));
    }

    private static RoleResponse toResponse(Role role) {
        return new RoleResponse(
                role.name, role.description, new TreeSet<>(role.permissions()), role.createdAt, role.updatedAt);
    }
}

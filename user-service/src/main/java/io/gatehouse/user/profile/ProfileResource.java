package io.gatehouse.user.profile;

import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PRECONDITION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.user.UpdateUserRequest;
import io.gatehouse.contracts.user.UserResponse;
import io.gatehouse.kit.patch.MergePatches;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.kit.web.ETags;
import io.gatehouse.user.viewer.Viewers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

@RegisterForReflection(targets = UpdateUserRequest.class) // patched as a record, which the build does not see
@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "People")
class ProfileResource {

    private final ProfileService profiles;
    private final MergePatches patches;
    private final Viewers viewers;

    ProfileResource(ProfileService profiles, MergePatches patches, Viewers viewers) {
        this.profiles = profiles;
        this.patches = patches;
        this.viewers = viewers;
    }

    @GET
    @Path("/me")
    @Operation(summary = "My profile")
    @Refuses(NOT_FOUND)
    public Uni<RestResponse<UserResponse>> me(@RestHeader(HttpHeaders.IF_NONE_MATCH) String known) {
        var viewer = viewers.person();
        return get(viewer, viewer.accountId(), known);
    }

    @PATCH
    @Path("/me")
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change my profile", description = "A JSON Merge Patch, based on the version in `If-Match`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateUserRequest.class)))
    @Refuses({NOT_FOUND, PRECONDITION_REQUIRED, VERSION_CONFLICT})
    public Uni<RestResponse<UserResponse>> changeMine(
            @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis, ObjectNode patch) {
        var viewer = viewers.person();
        return change(viewer, viewer.accountId(), basis, patch);
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "A profile by its account's id",
            description = "One's own, or what its person shows to members. All of any with `users:read`.")
    @Refuses({FORBIDDEN, NOT_FOUND})
    public Uni<RestResponse<UserResponse>> get(UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String known) {
        return get(viewers.current(), id, known);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change a profile",
            description = "A JSON Merge Patch, based on the version in `If-Match`. Others' need `users:write`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateUserRequest.class)))
    @Refuses({FORBIDDEN, NOT_FOUND, PRECONDITION_REQUIRED, VERSION_CONFLICT})
    public Uni<RestResponse<UserResponse>> change(
            UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis, ObjectNode patch) {
        return change(viewers.current(), id, basis, patch);
    }

    private Uni<RestResponse<UserResponse>> get(Viewer viewer, UUID id, String known) {
        return profiles.get(viewer, id)
                .map(profile -> ShownProfile.of(profile, viewer).unlessKnown(known));
    }

    private Uni<RestResponse<UserResponse>> change(Viewer viewer, UUID id, String basis, ObjectNode patch) {
        return profiles.change(viewer, id, ETags.requireBasis(basis), patches.require(patch))
                .map(profile -> ShownProfile.of(profile, viewer).full());
    }
}

package io.gatehouse.user.profile;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PRECONDITION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.user.UpdateUserRequest;
import io.gatehouse.contracts.user.UserResponse;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.patch.MergePatches;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.web.ETags;
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

@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "users")
class ProfileResource {

    private final ProfileService profiles;
    private final MergePatches patches;
    private final CurrentIdentity caller;

    ProfileResource(ProfileService profiles, MergePatches patches, CurrentIdentity caller) {
        this.profiles = profiles;
        this.patches = patches;
        this.caller = caller;
    }

    @GET
    @Path("/me")
    @Operation(summary = "My profile")
    @Refuses(NOT_FOUND)
    public Uni<RestResponse<UserResponse>> me(@RestHeader(HttpHeaders.IF_NONE_MATCH) String known) {
        return profiles.get(caller.person().accountId()).map(profile -> unlessKnown(profile, known));
    }

    @PATCH
    @Path("/me")
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change my profile", description = "A JSON Merge Patch, based on the version in `If-Match`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateUserRequest.class)))
    @Refuses({NOT_FOUND, PRECONDITION_REQUIRED, VERSION_CONFLICT})
    public Uni<RestResponse<UserResponse>> change(
            @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis, ObjectNode patch) {
        return profiles.change(caller.person().accountId(), ETags.requireBasis(basis), patches.require(patch))
                .map(ProfileResource::full);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A profile by its account's id: one's own, or any for an administrator")
    @Refuses(NOT_FOUND)
    public Uni<RestResponse<UserResponse>> get(UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String known) {
        return profiles.get(id, caller.person()).map(profile -> unlessKnown(profile, known));
    }

    private static RestResponse<UserResponse> unlessKnown(Profile profile, String known) {
        return ETags.isKnown(known, profile.version)
                ? tagged(RestResponse.ResponseBuilder.notModified(), profile)
                : full(profile);
    }

    private static RestResponse<UserResponse> full(Profile profile) {
        var body = new UserResponse(profile.id, profile.displayName, profile.createdAt, profile.updatedAt);
        return tagged(RestResponse.ResponseBuilder.ok(body), profile);
    }

    private static RestResponse<UserResponse> tagged(
            RestResponse.ResponseBuilder<UserResponse> response, Profile profile) {
        return response.header(HttpHeaders.ETAG, ETags.of(profile.version))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }
}

package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.LAST_OWNER;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PRECONDITION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.organization.MemberResponse;
import io.gatehouse.contracts.organization.UpdateMemberRequest;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.patch.MergePatches;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.web.ETags;
import io.gatehouse.kit.web.TaggedResponses;
import io.gatehouse.user.viewer.Viewers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@RegisterForReflection(targets = UpdateMemberRequest.class) // patched as a record, which the build does not see
@Path("/v1/organizations/{id}/members")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Organizations")
class MemberResource {

    private static final String ONE = "/{user_id}";

    private final MemberService members;
    private final MergePatches patches;
    private final Viewers viewers;

    MemberResource(MemberService members, MergePatches patches, Viewers viewers) {
        this.members = members;
        this.patches = patches;
        this.viewers = viewers;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "The members of an organization that I belong to, a page at a time",
            description = "With their profiles, as far as they show them.")
    @Refuses({NOT_FOUND, VALIDATION_FAILED})
    public Uni<Page<MemberResponse>> list(UUID id, @RestQuery String cursor, @RestQuery String limit) {
        return members.list(viewers.person(), id, cursor, PageLimit.parse(limit));
    }

    @GET
    @Path(ONE)
    @Operation(summary = "A member of an organization that I belong to")
    @Refuses(NOT_FOUND)
    public Uni<RestResponse<MemberResponse>> get(UUID id, @RestPath("user_id") UUID userId) {
        return members.get(viewers.person(), id, userId).map(MemberResource::tagged);
    }

    @PATCH
    @Path(ONE)
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Give a member another role",
            description =
                    "A JSON Merge Patch, based on the version in `If-Match`. Owners may, and admins where neither role is"
                            + " `owner`. The last owner stays one.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateMemberRequest.class)))
    @Refuses({FORBIDDEN, NOT_FOUND, LAST_OWNER, PRECONDITION_REQUIRED, VERSION_CONFLICT})
    public Uni<RestResponse<MemberResponse>> change(
            UUID id,
            @RestPath("user_id") UUID userId,
            @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis,
            ObjectNode patch) {
        return members.change(viewers.person(), id, userId, ETags.requireBasis(basis), patches.require(patch))
                .map(MemberResource::tagged);
    }

    @DELETE
    @Path(ONE)
    @Operation(
            summary = "Remove a member, or leave an organization",
            description =
                    "Everybody may leave. Owners may remove everybody, and admins whoever is no owner. The last owner stays.")
    @APIResponse(responseCode = "204", description = "They are no member any more")
    @Refuses({FORBIDDEN, NOT_FOUND, LAST_OWNER})
    public Uni<Void> remove(UUID id, @RestPath("user_id") UUID userId) {
        return members.remove(viewers.person(), id, userId);
    }

    private static RestResponse<MemberResponse> tagged(MemberResponse member) {
        return TaggedResponses.of(200, member.version(), member);
    }
}

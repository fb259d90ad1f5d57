package io.gatehouse.shopitems.shopitem;

import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PRECONDITION_REQUIRED;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.contracts.shopitems.CreateShopItemRequest;
import io.gatehouse.contracts.shopitems.ShopItemResponse;
import io.gatehouse.contracts.shopitems.UpdateShopItemRequest;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.patch.MergePatches;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.viewer.Viewer;
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
import java.util.UUID;
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

@RegisterForReflection(targets = UpdateShopItemRequest.class) // patched as a record, which the build does not see
@Path("/v1/shop-items")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Shop items")
class ShopItemResource {

    private final ShopItemService shopItems;
    private final MergePatches patches;
    private final CurrentIdentity caller;

    ShopItemResource(ShopItemService shopItems, MergePatches patches, CurrentIdentity caller) {
        this.shopItems = shopItems;
        this.patches = patches;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make one", description = "It belongs to whoever makes it, and nobody else sees it.")
    @APIResponseSchema(value = ShopItemResponse.class, responseCode = "201")
    @Refuses(FORBIDDEN)
    public Uni<RestResponse<ShopItemResponse>> create(@Valid @NotNull CreateShopItemRequest wanted) {
        return shopItems
                .create(viewer(), new UpdateShopItemRequest(wanted.name(), wanted.note()))
                .map(made -> tagged(201, made));
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Mine, a page at a time, the oldest first")
    @Refuses({FORBIDDEN, VALIDATION_FAILED})
    public Uni<Page<ShopItemResponse>> list(@RestQuery String cursor, @RestQuery String limit) {
        return shopItems.list(viewer(), cursor, PageLimit.parse(limit));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One of mine")
    @Refuses({FORBIDDEN, NOT_FOUND})
    public Uni<RestResponse<ShopItemResponse>> get(UUID id) {
        return shopItems.get(viewer(), id).map(found -> tagged(200, found));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatches.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change one of mine",
            description = "A JSON Merge Patch, based on the version in `If-Match`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateShopItemRequest.class)))
    @Refuses({FORBIDDEN, NOT_FOUND, PRECONDITION_REQUIRED, VERSION_CONFLICT})
    public Uni<RestResponse<ShopItemResponse>> change(
            UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Parameter(required = true) String basis, ObjectNode patch) {
        return shopItems
                .change(viewer(), id, ETags.requireBasis(basis), patches.require(patch))
                .map(changed -> tagged(200, changed));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete one of mine")
    @APIResponse(responseCode = "204", description = "There is no such one any more")
    @Refuses({FORBIDDEN, NOT_FOUND})
    public Uni<Void> delete(UUID id) {
        return shopItems.delete(viewer(), id);
    }

    /** {@code forbidden} for a service that speaks for itself. */
    private Viewer viewer() {
        return Viewer.member(caller.person().accountId());
    }

    private static RestResponse<ShopItemResponse> tagged(int status, ShopItemResponse shopItem) {
        return TaggedResponses.of(status, shopItem.version(), shopItem);
    }
}

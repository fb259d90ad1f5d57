package io.gatehouse.user.preference;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PREFERENCE_QUOTA_EXCEEDED;

import io.gatehouse.contracts.paging.Page;
import io.gatehouse.contracts.user.PreferenceResponse;
import io.gatehouse.contracts.user.PutPreferenceRequest;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.user.json.StoredJson;
import io.gatehouse.user.viewer.Viewers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

@Path("/v1/users/me/preferences")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "People")
class PreferenceResource {

    /** Which keys there can be; what is none leads nowhere. */
    private static final String ONE = "/{key: [a-z0-9][a-z0-9._-]{0,63}}";

    private final PreferenceService preferences;
    private final Viewers viewers;

    PreferenceResource(PreferenceService preferences, Viewers viewers) {
        this.preferences = preferences;
        this.viewers = viewers;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "My preferences, by key")
    public Uni<Page<PreferenceResponse>> list() {
        return preferences
                .list(viewers.person())
                .map(all -> new Page<>(
                        all.stream().map(PreferenceResource::toResponse).toList(), null));
    }

    @GET
    @Path(ONE)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "One of my preferences")
    @Refuses(NOT_FOUND)
    public Uni<PreferenceResponse> get(String key) {
        return preferences.get(viewers.person(), key).map(PreferenceResource::toResponse);
    }

    @PUT
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set one of my preferences",
            description = "A key has 1 to 64 of `a-z`, `0-9`, `.`, `_` and `-`; the value is any JSON but null.")
    @Refuses({NOT_FOUND, PREFERENCE_QUOTA_EXCEEDED})
    public Uni<PreferenceResponse> put(String key, @Valid @NotNull PutPreferenceRequest request) {
        return preferences.put(viewers.person(), key, request.value()).map(PreferenceResource::toResponse);
    }

    @DELETE
    @Path(ONE)
    @Operation(summary = "Forget one of my preferences", description = "Also where there is none.")
    @Refuses(NOT_FOUND)
    public Uni<Void> delete(String key) {
        return preferences.delete(viewers.person(), key);
    }

    private static PreferenceResponse toResponse(Preference preference) {
        return new PreferenceResponse(
                preference.key(),
                StoredJson.read(preference.value(), Object.class),
                preference.createdAt(),
                preference.updatedAt());
    }
}

package io.gatehouse.user.directory;

import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.contracts.Text;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.contracts.user.UserResponse;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.problem.Refuses;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.viewer.Viewers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "People")
class DirectoryResource {

    /** Read from the request itself: without an id it is a mistake, and not the question for everybody. */
    private static final String IDS = "ids";

    private final DirectoryService directory;
    private final Viewers viewers;

    DirectoryResource(DirectoryService directory, Viewers viewers) {
        this.directory = directory;
        this.viewers = viewers;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Profiles, a page at a time, or those of some ids",
            description = "Members find who shows them their name, as `GET /v1/users/{id}` does. All are found with"
                    + " `users:read`.")
    @Parameter(
            name = IDS,
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.STRING),
            description = "Up to 100 ids, separated by commas, instead of all other parameters")
    @Refuses({FORBIDDEN, VALIDATION_FAILED})
    public Uni<Page<UserResponse>> list(
            @RestQuery
                    @DefaultValue("")
                    @Size(max = 80)
                    @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
                    @Parameter(
                            description =
                                    "What the name contains; what it begins with, where there are no three letters a-z"
                                            + " or digits together. Case and accents do not matter.")
                    String query,
            @RestQuery
                    @DefaultValue("display_name")
                    @Parameter(description = "`display_name`, or `-created_at` for the newest first, without a query")
                    String sort,
            @RestQuery String cursor,
            @RestQuery String limit,
            @Context UriInfo request) {
        var viewer = viewers.current();
        var ids = request.getQueryParameters().get(IDS);
        if (ids == null) {
            return directory
                    .list(viewer, Search.parse(query, sort), cursor, PageLimit.parse(limit))
                    .map(page -> Pages.map(page, profile -> profile.seenBy(viewer)));
        }
        if (!query.isEmpty() || cursor != null) {
            throw ApiException.invalid(IDS, "invalid_value", "must not be given together with query or cursor");
        }
        return listByIds(viewer, String.join(",", ids));
    }

    private Uni<Page<UserResponse>> listByIds(Viewer viewer, String ids) {
        return directory
                .list(viewer, IdList.parse(ids))
                .map(found -> new Page<>(
                        found.stream().map(profile -> profile.seenBy(viewer)).toList(), null));
    }
}

package io.gatehouse.user.directory;

import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.contracts.Text;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.contracts.user.UserResponse;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.problem.Refuses;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Tag(name = "users")
class DirectoryResource {

    private final DirectoryService directory;

    DirectoryResource(DirectoryService directory) {
        this.directory = directory;
    }

    @GET
    @Operation(
            summary = "All profiles, a page at a time, by name",
            description = "`query` is the beginning of a name; case and accents do not matter.")
    @Refuses(VALIDATION_FAILED)
    public Uni<Page<UserResponse>> list(
            @RestQuery
                    @DefaultValue("")
                    @Size(max = 80)
                    @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
                    String query,
            @RestQuery String cursor,
            @RestQuery String limit) {
        return directory.list(query, cursor, PageLimit.parse(limit)).map(DirectoryResource::toResponse);
    }

    private static Page<UserResponse> toResponse(Page<Person> page) {
        return new Page<>(
                page.items().stream().map(DirectoryResource::toResponse).toList(), page.nextCursor());
    }

    private static UserResponse toResponse(Person person) {
        return new UserResponse(person.id(), person.displayName(), person.createdAt(), person.updatedAt());
    }
}

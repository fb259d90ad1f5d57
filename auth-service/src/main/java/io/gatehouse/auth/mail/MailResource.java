package io.gatehouse.auth.mail;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.VALIDATION_FAILED;

import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.mail.MailResponse;
import io.gatehouse.contracts.mail.MailStatus;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.PageLimit;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.problem.Refuses;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/admin/mails")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Mail")
class MailResource {

    private final MailRecordService mails;
    private final Permissions permissions;

    MailResource(MailRecordService mails, Permissions permissions) {
        this.mails = mails;
        this.permissions = permissions;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Mails on their way, a page at a time, the newest first",
            description = "With `status=dead` those that were given up. What a mail says is never shown.")
    @Refuses(VALIDATION_FAILED)
    public Uni<Page<MailResponse>> list(
            @RestQuery @Parameter(schema = @Schema(implementation = MailStatus.class)) String status,
            @RestQuery String cursor,
            @RestQuery String limit) {
        return permissions
                .require(Permission.MAILS_READ)
                .chain(() -> mails.list(status(status), cursor, PageLimit.parse(limit)))
                .map(page -> Pages.map(page, MailResource::toResponse));
    }

    @POST
    @Path("/{id}/retry")
    @Operation(
            summary = "Queue a dead mail again, with all its attempts",
            description = "Does nothing to a mail that is not dead, so that it may be asked for twice.")
    @APIResponse(responseCode = "204", description = "The mail is dead no longer")
    @Refuses(NOT_FOUND)
    public Uni<Void> retry(UUID id) {
        return permissions.require(Permission.MAILS_WRITE).chain(() -> mails.retry(id));
    }

    private static MailStatus status(String wire) {
        if (wire == null) {
            return null;
        }
        return Arrays.stream(MailStatus.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(wire))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("status", "invalid_value", "must be the status of a mail"));
    }

    private static MailResponse toResponse(MailRecord mail) {
        return new MailResponse(
                mail.id(),
                mail.template(),
                mail.recipient(),
                mail.status(),
                mail.attempts(),
                mail.lastError(),
                mail.status() == MailStatus.QUEUED ? mail.nextAttemptAt() : null,
                mail.createdAt(),
                mail.sentAt());
    }
}

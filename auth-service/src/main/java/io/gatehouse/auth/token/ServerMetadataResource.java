package io.gatehouse.auth.token;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

@Path("/.well-known/oauth-authorization-server")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth")
@NonBlocking
class ServerMetadataResource {

    private final ServerMetadata metadata;

    ServerMetadataResource(TokenConfig config) {
        this.metadata = ServerMetadata.of(config.issuer().toString());
    }

    @GET
    @Operation(summary = "Authorization server metadata (RFC 8414)")
    @APIResponse(
            responseCode = "200",
            description = "Where to ask for what, and what is understood",
            content = @Content(schema = @Schema(implementation = ServerMetadata.class)))
    @APIResponse(responseCode = "304", description = "A cache knows that they are still those that were asked about")
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=3600")
    public ServerMetadata metadata() {
        return metadata;
    }
}

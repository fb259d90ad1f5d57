package io.gatehouse.auth.key;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.problem.Refuses;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
@NonBlocking
class JwksResource {

    private final SigningKeys keys;
    private final KeyConfig config;

    JwksResource(SigningKeys keys, KeyConfig config) {
        this.keys = keys;
        this.config = config;
    }

    // Two methods: of two types on one the REST layer makes
    // neither for who accepts "application/*", and writes no JSON.
    @GET
    @Operation(summary = "The public keys that access tokens verify with (RFC 7517)")
    @APIResponse(
            responseCode = "200",
            description = "The JWK set",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "A cache knows that it is still the one that was asked about")
    @Refuses(ErrorCode.SERVICE_UNAVAILABLE)
    public RestResponse<String> jwks() {
        return keySet();
    }

    @GET
    @Produces("application/jwk-set+json")
    @Operation(hidden = true)
    public RestResponse<String> keySet() {
        return RestResponse.ResponseBuilder.ok(keys.ring().jwks())
                // Caches are not to give one the answer to what another accepts.
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        "public, max-age=" + config.publishedFor().toSeconds())
                .build();
    }
}

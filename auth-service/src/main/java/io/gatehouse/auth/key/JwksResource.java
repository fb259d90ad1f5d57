package io.gatehouse.auth.key;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.problem.Refuses;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/.well-known/jwks.json")
@Produces({MediaType.APPLICATION_JSON, "application/jwk-set+json"})
@Tag(name = "Keys")
class JwksResource {

    private final SigningKeys keys;
    private final KeyConfig config;

    JwksResource(SigningKeys keys, KeyConfig config) {
        this.keys = keys;
        this.config = config;
    }

    @GET
    @Operation(summary = "The public keys that access tokens verify with (RFC 7517)")
    @Refuses(ErrorCode.SERVICE_UNAVAILABLE)
    public RestResponse<Map<String, Object>> jwks() {
        var maxAge = config.publishedFor().toSeconds();
        return RestResponse.ResponseBuilder.ok(keys.ring().jwks())
                .header("Cache-Control", "public, max-age=" + maxAge)
                .build();
    }
}

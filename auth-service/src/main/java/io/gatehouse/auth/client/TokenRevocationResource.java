package io.gatehouse.auth.client;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/oauth2/revoke")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth")
class TokenRevocationResource {

    private final TokenRevocationService revocation;

    TokenRevocationResource(TokenRevocationService revocation) {
        this.revocation = revocation;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "End the session of a token (RFC 7009)",
            description =
                    "Takes access and refresh tokens. Applications of the set send `client_id=gatehouse` and no secret.")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @APIResponse(responseCode = "200", description = "The token holds no longer, if it ever did")
    @APIResponse(
            responseCode = "400",
            description = "`invalid_request`, `unauthorized_client` or `unsupported_token_type`",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    public Uni<RestResponse<Void>> revoke(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = OAuthRequest.FORM,
                                            schema = @Schema(implementation = PresentedTokenForm.class)))
                    String body) {
        return revocation
                .revoke(authorization, OAuthRequest.read(contentType, body))
                .replaceWith(() -> RestResponse.ok());
    }

    @ServerExceptionMapper
    public RestResponse<OAuthError> failed(Throwable failure) {
        return OAuthErrors.toResponse(failure);
    }
}

package io.gatehouse.auth.client;

import io.gatehouse.contracts.auth.TokenResponse;
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

@Path("/oauth2/token")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth")
class TokenResource {

    private final TokenService tokens;

    TokenResource(TokenService tokens) {
        this.tokens = tokens;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "A token for a service that speaks for itself (RFC 6749 section 4.4)")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @APIResponse(
            responseCode = "200",
            description = "The token",
            content = @Content(schema = @Schema(implementation = TokenResponse.class)))
    @APIResponse(
            responseCode = "400",
            description = "`invalid_request`, `invalid_scope` or `unsupported_grant_type`",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    public Uni<TokenResponse> token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = OAuthRequest.FORM,
                                            schema = @Schema(implementation = TokenForm.class)))
                    String body) {
        var request = OAuthRequest.read(contentType, body);
        return tokens.issue(ClientCredentials.of(authorization, request), request)
                .map(token -> new TokenResponse(
                        token.value(), "Bearer", token.lifetime().toSeconds(), null, null, token.scope()));
    }

    @ServerExceptionMapper
    public RestResponse<OAuthError> failed(Throwable failure) {
        return OAuthErrors.toResponse(failure);
    }
}

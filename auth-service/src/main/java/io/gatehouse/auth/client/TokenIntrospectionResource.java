package io.gatehouse.auth.client;

import io.gatehouse.contracts.client.IntrospectionResponse;
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

@Path("/oauth2/introspect")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth")
class TokenIntrospectionResource {

    private final TokenIntrospectionService introspection;

    TokenIntrospectionResource(TokenIntrospectionService introspection) {
        this.introspection = introspection;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "What a token is worth at this moment (RFC 7662)",
            description = "For clients with the scope `tokens:introspect`. Knows access and refresh tokens.")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @APIResponse(
            responseCode = "200",
            description = "Whether it holds, and if so for whom",
            content = @Content(schema = @Schema(implementation = IntrospectionResponse.class)))
    @APIResponse(
            responseCode = "400",
            description = "`invalid_request` or `unauthorized_client`",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    public Uni<IntrospectionResponse> introspect(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = OAuthRequest.FORM,
                                            schema = @Schema(implementation = PresentedTokenForm.class)))
                    String body) {
        var request = OAuthRequest.read(contentType, body);
        return introspection.introspect(ClientCredentials.of(authorization, request), request);
    }

    @ServerExceptionMapper
    public RestResponse<OAuthError> failed(Throwable failure) {
        return OAuthErrors.toResponse(failure);
    }
}

package io.gatehouse.auth.client;

import io.gatehouse.auth.client.OAuthException.Code;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
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

    private final ClientService clients;

    TokenResource(ClientService clients) {
        this.clients = clients;
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
    @APIResponse(
            responseCode = "401",
            description = "`invalid_client`",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    @APIResponse(
            responseCode = "500",
            description = "`server_error`",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    @APIResponse(
            responseCode = "503",
            description = "`temporarily_unavailable`",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    public TokenResponse token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = TokenRequest.FORM,
                                            schema =
                                                    @Schema(
                                                            type = SchemaType.OBJECT,
                                                            requiredProperties = "grant_type",
                                                            properties = {
                                                                @SchemaProperty(
                                                                        name = "grant_type",
                                                                        type = SchemaType.STRING),
                                                                @SchemaProperty(
                                                                        name = "scope",
                                                                        type = SchemaType.STRING),
                                                                @SchemaProperty(
                                                                        name = "client_id",
                                                                        type = SchemaType.STRING),
                                                                @SchemaProperty(
                                                                        name = "client_secret",
                                                                        type = SchemaType.STRING)
                                                            })))
                    String body) {
        var request = TokenRequest.read(contentType, body);
        var token = clients.issue(ClientCredentials.of(authorization, request), request);
        return new TokenResponse(token.value(), "Bearer", token.lifetime().toSeconds(), null, null, token.scope());
    }

    @ServerExceptionMapper
    public RestResponse<OAuthError> refused(OAuthException failure) {
        return response(failure.code, failure.getMessage()).build();
    }

    @ServerExceptionMapper
    public RestResponse<OAuthError> unavailable(ApiException failure) {
        if (failure.code != ErrorCode.SERVICE_UNAVAILABLE) {
            return response(Code.SERVER_ERROR, failure.code.title).build();
        }
        return response(Code.TEMPORARILY_UNAVAILABLE, failure.code.title)
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }

    private static RestResponse.ResponseBuilder<OAuthError> response(Code code, String description) {
        var response = RestResponse.ResponseBuilder.<OAuthError>create(code.status)
                .entity(new OAuthError(code.wire, description))
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return code == Code.INVALID_CLIENT
                ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"gatehouse\"")
                : response;
    }
}

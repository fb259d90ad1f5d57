package io.gatehouse.auth.client;

import io.gatehouse.auth.client.OAuthException.Code;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Writes into the API document, at build time, what every endpoint of OAuth may answer. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OAuthResponses implements OASFilter {

    private static final String PATHS = "/oauth2/";

    private static final List<Code> EVERYWHERE =
            List.of(Code.INVALID_CLIENT, Code.SERVER_ERROR, Code.TEMPORARILY_UNAVAILABLE);

    private static final List<ErrorCode> NOT_OF_OAUTH =
            List.of(ErrorCode.NOT_ACCEPTABLE, ErrorCode.UNSUPPORTED_MEDIA_TYPE);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(PATHS)) {
                item.getOperations().values().forEach(OAuthResponses::complete);
            }
        });
    }

    private static void complete(Operation operation) {
        EVERYWHERE.forEach(
                code -> operation.getResponses().addAPIResponse(String.valueOf(code.status), response(code)));
        // What is no form, and who takes no JSON, is not for OAuth to answer.
        NOT_OF_OAUTH.forEach(code -> operation
                .getResponses()
                .addAPIResponse(String.valueOf(code.status), response(code.wire, Problem.MEDIA_TYPE, "Problem")));
    }

    private static APIResponse response(Code code) {
        return response(code.wire, "application/json", "OAuthError");
    }

    private static APIResponse response(String code, String mediaType, String schema) {
        var body = OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/" + schema));
        return OASFactory.createAPIResponse()
                .description("`" + code + "`")
                .content(OASFactory.createContent().addMediaType(mediaType, body));
    }
}

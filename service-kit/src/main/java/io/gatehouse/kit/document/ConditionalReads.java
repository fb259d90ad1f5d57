package io.gatehouse.kit.document;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

/** What takes {@code If-None-Match} may answer 304. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ConditionalReads implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> "If-None-Match".equalsIgnoreCase(parameter.getName()))) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304",
                            OASFactory.createAPIResponse()
                                    .description("It is still the version that `If-None-Match` names"));
        }
        return operation;
    }
}

package io.gatehouse.kit.paging;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Writes into the API document, at build time, what {@code limit} and {@code cursor} of every list are. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class PageParameters implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getParameters() != null) {
            var byName = operation.getParameters().stream()
                    .filter(parameter -> parameter.getIn() == Parameter.In.QUERY)
                    .collect(Collectors.toMap(Parameter::getName, Function.identity()));
            describe(byName);
        }
        return operation;
    }

    private static void describe(Map<String, Parameter> byName) {
        var limit = byName.get("limit");
        var cursor = byName.get("cursor");
        if (limit == null || cursor == null) {
            return;
        }
        limit.description("How many items at most")
                .schema(OASFactory.createSchema()
                        .addType(SchemaType.INTEGER)
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(PageLimit.MAX))
                        .defaultValue(PageLimit.DEFAULT));
        cursor.description("`next_cursor` of the page before; none for the first page");
    }
}

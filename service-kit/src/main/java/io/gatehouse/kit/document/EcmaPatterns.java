package io.gatehouse.kit.document;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Patterns match the whole text in Java and any part of it in JSON Schema, whose dialect is ECMA-262. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class EcmaPatterns implements OASFilter {

    /** Lone surrogates. ECMA-262 reads this as five characters unless it is told otherwise, and then refuses the letter p. */
    private static final String SURROGATES = "\\p{Cs}";

    @Override
    public Schema filterSchema(Schema schema) {
        var pattern = schema.getPattern();
        if (pattern != null && !pattern.startsWith("^")) {
            schema.setPattern("^(?:" + pattern.replace(SURROGATES, "") + ")$");
        }
        return schema;
    }
}

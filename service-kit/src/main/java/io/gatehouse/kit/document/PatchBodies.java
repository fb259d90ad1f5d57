package io.gatehouse.kit.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.PATCH;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** In a merge patch nothing is required: what is missing stays as it is. The record is what the patch is to lead to. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class PatchBodies implements OASFilter {

    private static final DotName PATCH_METHOD = DotName.createSimple(PATCH.class);
    private static final DotName REQUEST_BODY = DotName.createSimple(RequestBody.class);
    private static final DotName TREE = DotName.createSimple(ObjectNode.class);

    private final IndexView index;

    public PatchBodies(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        index.getAnnotations(PATCH_METHOD).stream()
                .map(patch -> patch.target().asMethod())
                .filter(PatchBodies::takesTree)
                .flatMap(PatchBodies::records)
                .map(document.getComponents().getSchemas()::get)
                .forEach(schema -> schema.setRequired(null));
    }

    private static boolean takesTree(MethodInfo method) {
        return method.parameterTypes().stream().anyMatch(type -> type.name().equals(TREE));
    }

    private static Stream<String> records(MethodInfo method) {
        return Arrays.stream(method.annotation(REQUEST_BODY).value("content").asNestedArray())
                .map(content -> content.value("schema").asNested())
                .map((AnnotationInstance schema) ->
                        schema.value("implementation").asClass())
                .map(type -> type.name().withoutPackagePrefix());
    }
}

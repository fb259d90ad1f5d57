package io.gatehouse.kit.problem;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Writes every endpoint's error codes into the API document, at build time, from {@link Refuses} and the annotations. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    private static final DotName REFUSES = DotName.createSimple(Refuses.class);
    private static final List<DotName> GUARDED = List.of(
            DotName.createSimple("io.quarkus.security.Authenticated"),
            DotName.createSimple("jakarta.annotation.security.RolesAllowed"));
    private static final String SCHEMA = "Problem";

    /** Answers in the words of RFC 6749, not in problems. */
    static final String OAUTH = "/oauth2/";

    private final IndexView index;

    public ProblemResponses(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(SCHEMA, problemSchema());
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
    }

    private void complete(String path, Operation operation) {
        var method = methodOf(operation.getOperationId());
        if (method == null) {
            return;
        }
        operation.setOperationId(readableId(operation.getOperationId()));
        if (path.startsWith(OAUTH)) {
            return;
        }
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        var byStatus = codes(operation, method)
                .collect(Collectors.groupingBy(code -> code.status, java.util.TreeMap::new, Collectors.toList()));
        byStatus.forEach(
                (status, codes) -> operation.getResponses().addAPIResponse(String.valueOf(status), response(codes)));
    }

    private Stream<ErrorCode> codes(Operation operation, MethodInfo method) {
        var codes = new TreeSet<ErrorCode>(Comparator.naturalOrder());
        codes.add(ErrorCode.INTERNAL_ERROR);
        codes.add(ErrorCode.SERVICE_UNAVAILABLE);
        codes.add(ErrorCode.RATE_LIMITED);
        codes.add(ErrorCode.NOT_ACCEPTABLE);
        if (operation.getRequestBody() != null) {
            codes.add(ErrorCode.VALIDATION_FAILED);
            codes.add(ErrorCode.MALFORMED_REQUEST);
            codes.add(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
            codes.add(ErrorCode.PAYLOAD_TOO_LARGE);
        }
        if (isGuarded(method)) {
            codes.add(ErrorCode.INVALID_TOKEN);
            codes.add(ErrorCode.TOKEN_EXPIRED);
            codes.add(ErrorCode.FORBIDDEN);
        }
        AnnotationInstance refuses = method.annotation(REFUSES);
        if (refuses != null) {
            Stream.of(refuses.value().asEnumArray()).map(ErrorCode::valueOf).forEach(codes::add);
        }
        return codes.stream();
    }

    private static boolean isGuarded(MethodInfo method) {
        return GUARDED.stream()
                .anyMatch(guard -> method.hasDeclaredAnnotation(guard)
                        || method.declaringClass().hasDeclaredAnnotation(guard));
    }

    /** The build names operations {@code XResource_method}; that leads back to the method, which is public as every endpoint's is. */
    private MethodInfo methodOf(String operationId) {
        if (operationId == null || !operationId.contains("_")) {
            return null;
        }
        var className = operationId.substring(0, operationId.indexOf('_'));
        var methodName = operationId.substring(operationId.indexOf('_') + 1);
        return index.getKnownClasses().stream()
                .filter(type -> type.simpleName() != null && type.simpleName().equals(className))
                .map(type -> type.methods().stream()
                        .filter(method -> method.name().equals(methodName) && Modifier.isPublic(method.flags()))
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** {@code AccountResource_signup} reads {@code account_signup} in clients made from the document. */
    private static String readableId(String operationId) {
        var split = operationId.indexOf('_');
        var resource = operationId.substring(0, split).replaceFirst("Resource$", "");
        return resource.substring(0, 1).toLowerCase(Locale.ROOT) + resource.substring(1) + operationId.substring(split);
    }

    private static APIResponse response(List<ErrorCode> codes) {
        var description =
                codes.stream().map(code -> "`" + code.wire + "` " + code.title).collect(Collectors.joining("; "));
        var content = OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA)));
        return OASFactory.createAPIResponse().description(description).content(content);
    }

    private static Schema problemSchema() {
        var fieldError = object().addProperty("field", text("The field's path in the request"))
                .addProperty("code", text("What is wrong with it, snake_case"))
                .addProperty("message", text("The same for people"));
        var code = text("The contract: branch on it");
        Stream.of(ErrorCode.values()).map(known -> known.wire).forEach(code::addEnumeration);
        return object().description("RFC 9457 problem details")
                .addProperty(
                        "type",
                        text("The page of the catalogue that explains the code").format("uri-reference"))
                .addProperty("title", text("One line for people"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .format("int32"))
                .addProperty("detail", text("This occurrence, for people"))
                .addProperty("instance", text("The path that was asked"))
                .addProperty("code", code)
                .addProperty("request_id", text("The key to this request in the log"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(fieldError))
                .required(List.of("type", "title", "status", "code", "request_id"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}

package io.gatehouse.e2e.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An operation of the API, and what its description says of it. */
record Operation(ApiDocument document, String method, String path, JsonNode description) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");

    /** A parameter; {@code in} is {@code path}, {@code query} or {@code header}. */
    record Parameter(String name, String in, JsonNode schema, boolean required) {}

    /** Like {@code GET /v1/users/{id}}. */
    String name() {
        return method + " " + path;
    }

    boolean safe() {
        return method.equals("GET");
    }

    /** Whether it asks who somebody is. */
    boolean guarded() {
        return description.has("security");
    }

    boolean administered() {
        return path.startsWith("/v1/admin/");
    }

    Stream<Parameter> parameters(String in) {
        return StreamSupport.stream(description.path("parameters").spliterator(), false)
                .map(parameter -> new Parameter(
                        parameter.path("name").asText(),
                        parameter.path("in").asText(),
                        document.resolved(parameter.path("schema")),
                        parameter.path("required").asBoolean()))
                .filter(parameter -> parameter.in().equals(in));
    }

    List<String> mediaTypes() {
        return description.at("/requestBody/content").properties().stream()
                .map(content -> content.getKey())
                .toList();
    }

    /** The schema of its body. */
    Optional<JsonNode> body() {
        return mediaTypes().stream()
                .findFirst()
                .map(type -> description.at("/requestBody/content").path(type).path("schema"))
                .map(document::resolved);
    }

    /** The names of the fields of its body. */
    Set<String> fields() {
        return body().stream()
                .flatMap(schema -> schema.path("properties").properties().stream())
                .map(field -> field.getKey())
                .collect(Collectors.toSet());
    }

    boolean takesForm() {
        return mediaTypes().contains("application/x-www-form-urlencoded");
    }

    /** Its path with these values, which are to be escaped already. */
    String target(Function<String, String> values) {
        return PLACEHOLDER.matcher(path).replaceAll(name -> Matcher.quoteReplacement(values.apply(name.group(1))));
    }

    @Override
    public String toString() {
        return name();
    }
}

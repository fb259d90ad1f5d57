package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.e2e.Api;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** A request as its operation wants it: what is refused is refused for who asks, or for the one part that is changed. */
record GoodRequest(Operation operation, String token, Map<String, String> body) {

    GoodRequest(Operation operation, String token, RandomGenerator random) {
        this(
                operation,
                token,
                operation
                        .body()
                        .map(schema -> new Examples(operation.document(), random).body(schema))
                        .orElse(null));
    }

    /** The same with one field more, or another value of it, as JSON. */
    GoodRequest with(String field, String json) {
        var more = new LinkedHashMap<>(body);
        more.put(field, json);
        return new GoodRequest(operation, token, more);
    }

    /** The same with each value of its body changed, if it has one. */
    GoodRequest withEach(UnaryOperator<String> change) {
        if (body == null) {
            return this;
        }
        var changed = new LinkedHashMap<>(body);
        changed.replaceAll((_, json) -> change.apply(json));
        return new GoodRequest(operation, token, changed);
    }

    Wire.Request to(String target) {
        var fields = new ArrayList<>(List.of("X-Forwarded-For: " + Api.newAddress()));
        if (token != null) {
            fields.add("Authorization: Bearer " + token);
        }
        operation
                .parameters("header")
                .filter(Operation.Parameter::required)
                .forEach(parameter -> fields.add(parameter.name() + ": *"));
        if (body != null) {
            fields.add("Content-Type: " + operation.mediaTypes().getFirst());
        }
        return new Wire.Request(
                operation.method(),
                target,
                fields,
                body == null ? null : Examples.written(operation, body).getBytes(ISO_8859_1));
    }
}

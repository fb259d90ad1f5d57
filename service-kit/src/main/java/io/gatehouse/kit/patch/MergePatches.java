package io.gatehouse.kit.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.problem.JsonFailures;
import io.gatehouse.kit.problem.ProblemMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.function.UnaryOperator;

/** Applies JSON Merge Patches (RFC 7396) to records: what is there replaces, null removes, what is missing stays. */
@ApplicationScoped
public class MergePatches {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final Validator validator;

    MergePatches(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** The record as it is after the patch. Refused where the patch does not fit it, or the result breaks its rules. */
    public <T extends Record> T apply(ObjectNode patch, T current) {
        @SuppressWarnings("unchecked") // the class of a T
        var type = (Class<T>) current.getClass();
        read(patch, type); // an unknown field is refused even where it is to be removed
        var patched = read(merged(json.valueToTree(current), patch), type);
        var violations = validator.validate(patched);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return patched;
    }

    /** The patch as what it does to a record, which is refused as {@link #apply} refuses; {@code malformed_request} where there is none. */
    public <T extends Record> UnaryOperator<T> require(ObjectNode patch) {
        if (patch == null) {
            throw new ApiException(ErrorCode.MALFORMED_REQUEST, ProblemMapper.BODY_MISSING);
        }
        return current -> apply(patch, current);
    }

    private <T> T read(JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JsonProcessingException unfit) {
            throw JsonFailures.refusal(unfit);
        }
    }

    private static ObjectNode merged(ObjectNode target, ObjectNode patch) {
        for (var change : patch.properties()) {
            var name = change.getKey();
            switch (change.getValue()) {
                case ObjectNode nested -> target.set(name, merged(objectAt(target, name), nested));
                case JsonNode value when value.isNull() -> target.remove(name);
                case JsonNode value -> target.set(name, value);
            }
        }
        return target;
    }

    /** What is no object gives way to one. */
    private static ObjectNode objectAt(ObjectNode target, String name) {
        return target.get(name) instanceof ObjectNode object ? object : target.objectNode();
    }
}

package io.gatehouse.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.web.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells an unreadable body from a readable one that does not fit, and says where it does not. */
public final class JsonFailures {

    /** A client may invent a field name as long as its body; it need not be told all of it. */
    private static final int MAX_PATH = 100;

    private static final ObjectMapper JSON = Json.configure(new ObjectMapper());

    private JsonFailures() {}

    /** {@code validation_failed} naming the field where JSON does not fit, {@code malformed_request} where it is none. */
    public static ApiException refusal(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                ApiException.invalid(path(unknown.getPath()), "unknown_field", "is not a field of this request");
            case InvalidFormatException unknown
            when unknown.getTargetType().isEnum() && !unknown.getPath().isEmpty() ->
                ApiException.invalid(path(unknown.getPath()), "invalid_value", "must be one of " + names(unknown));
            case MismatchedInputException mismatch
            when !mismatch.getPath().isEmpty() ->
                ApiException.invalid(path(mismatch.getPath()), "wrong_type", "has the wrong type");
            case MismatchedInputException mismatch ->
                new ApiException(ErrorCode.MALFORMED_REQUEST, "the body must be one JSON object");
            default -> new ApiException(ErrorCode.MALFORMED_REQUEST, "the body is no JSON" + place(failure));
        };
    }

    private static String names(InvalidFormatException failure) {
        return Stream.of(failure.getTargetType().getEnumConstants())
                .map(constant -> JSON.convertValue(constant, String.class))
                .collect(Collectors.joining(", "));
    }

    private static String place(JsonProcessingException failure) {
        var location = failure.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : ": line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String path(List<JsonMappingException.Reference> references) {
        var path = references.stream()
                .map(reference -> reference.getFieldName() == null
                        ? "[" + reference.getIndex() + "]"
                        : "." + reference.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        return path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH) + "...";
    }
}

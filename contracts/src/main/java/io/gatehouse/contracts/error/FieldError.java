package io.gatehouse.contracts.error;

/**
 * One field that breaks a rule.
 *
 * @param field the field's path in the request, in the wire's spelling; empty for the request as a whole
 * @param code what is wrong, snake_case: {@code required}, {@code invalid_length}, {@code invalid_format}, {@code
 *     invalid_value}, {@code wrong_type}, {@code unknown_field} ...
 */
public record FieldError(String field, String code, String message) {}

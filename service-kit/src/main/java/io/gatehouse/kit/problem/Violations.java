package io.gatehouse.kit.problem;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.gatehouse.contracts.error.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Translates what Jakarta Validation found into field errors, in the wire's spelling. */
public final class Violations {

    private Violations() {}

    /** A violated return value is our mistake, not the client's. */
    static boolean concernRequest(ConstraintViolationException failure) {
        for (var violation : failure.getConstraintViolations()) {
            for (var node : violation.getPropertyPath()) {
                if (node.getKind() == ElementKind.RETURN_VALUE) {
                    return false;
                }
            }
        }
        return true;
    }

    /** There is no body at all; nothing else that is asked for as a whole comes without a name. */
    static boolean isBodyMissing(ConstraintViolationException failure) {
        return failure.getConstraintViolations().stream()
                .anyMatch(violation -> violation.getInvalidValue() == null
                        && field(violation).isEmpty()
                        && constraint(violation).equals("NotNull"));
    }

    public static List<FieldError> fieldErrors(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(Violations::fieldError)
                .distinct()
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::code))
                .toList();
    }

    private static FieldError fieldError(ConstraintViolation<?> violation) {
        return new FieldError(field(violation), code(constraint(violation)), violation.getMessage());
    }

    private static String constraint(ConstraintViolation<?> violation) {
        return violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
    }

    /** The path below the method's parameter: the body's own fields, or the name of a query parameter. */
    private static String field(ConstraintViolation<?> violation) {
        var field = new StringBuilder();
        String parameter = null;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                append(field, node);
            } else if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            }
        }
        // A plain parameter is named by itself.
        return field.isEmpty() && isPlain(violation) ? wire(parameter) : field.toString();
    }

    private static boolean isPlain(ConstraintViolation<?> violation) {
        return violation.getInvalidValue() instanceof CharSequence || violation.getInvalidValue() instanceof Number;
    }

    private static void append(StringBuilder field, Path.Node node) {
        if (node.getIndex() != null) {
            field.append('[').append(node.getIndex()).append(']');
        }
        if (node.getName() != null && node.getKind() == ElementKind.PROPERTY) {
            field.append(field.isEmpty() ? "" : ".").append(wire(node.getName()));
        }
    }

    private static String wire(String name) {
        return ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE).translate(name);
    }

    private static String code(String constraint) {
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty", "NotInvisible" -> "required";
            case "Size", "Length" -> "invalid_length";
            case "Pattern", "Email", "EmailForm", "LanguageTag", "WebUrl" -> "invalid_format";
            default -> "invalid_value";
        };
    }
}

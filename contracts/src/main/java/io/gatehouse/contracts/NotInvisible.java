package io.gatehouse.contracts;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

/** Text of which people see something: not all of it is spaces, marks, and what only joins or turns characters around it. */
@Constraint(validatedBy = NotInvisible.Rule.class)
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE, TYPE_USE})
@Retention(RUNTIME)
public @interface NotInvisible {

    String message() default "must contain something that is seen";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The rule; null and empty are left to {@code NotEmpty} and {@code Size}, control characters to {@link Text}. */
    final class Rule implements ConstraintValidator<NotInvisible, CharSequence> {

        private static final Pattern INVISIBLE = Pattern.compile("[\\p{Zs}\\p{Cf}\\p{Cn}\\p{M}" + Text.BLANKS + "]+");

        @Override
        public boolean isValid(CharSequence text, ConstraintValidatorContext context) {
            return text == null || !INVISIBLE.matcher(text).matches();
        }
    }
}

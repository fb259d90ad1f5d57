package io.gatehouse.contracts.auth;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.gatehouse.contracts.Text;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

/**
 * An address that mail reaches over the internet: a dot-atom before the at (RFC 5321, or RFC 6531 where it is not ASCII)
 * and a domain of two labels or more behind it, 254 characters at most. No quoted local part, no address literal, nothing
 * invisible.
 */
@Constraint(validatedBy = EmailForm.Rule.class)
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE, TYPE_USE})
@Retention(RUNTIME)
public @interface EmailForm {

    /** Letters, marks and digits but those that leave no mark on a screen. */
    String VISIBLE = "\\p{L}\\p{M}\\p{Nd}&&[^" + Text.BLANKS + "]";

    String ATOM = "(?:[" + VISIBLE + "]|[!#$%&'*+/=?^_`{|}~-]){1,64}+";
    String LABEL = "[" + VISIBLE + "](?:(?:[" + VISIBLE + "]|-){0,61}[" + VISIBLE + "])?";

    /** Looks at the length first: what follows recurses once for each label. */
    String REGEXP = "(?=.{3,254}\\z)(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@(?:" + LABEL + "\\.)+" + LABEL;

    String message() default "must be an e-mail address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The rule; null is left to {@code NotNull}. */
    final class Rule implements ConstraintValidator<EmailForm, CharSequence> {

        private static final Pattern FORM = Pattern.compile(REGEXP);

        @Override
        public boolean isValid(CharSequence address, ConstraintValidatorContext context) {
            return address == null || FORM.matcher(address).matches();
        }
    }
}

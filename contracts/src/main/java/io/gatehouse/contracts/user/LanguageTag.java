package io.gatehouse.contracts.user;

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
import java.util.IllformedLocaleException;
import java.util.Locale;

/** A well-formed language tag (BCP 47, RFC 5646 section 2.1). */
@Constraint(validatedBy = LanguageTag.Rule.class)
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE, TYPE_USE})
@Retention(RUNTIME)
public @interface LanguageTag {

    String message() default "must be a language tag as in de-CH";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The rule; null is left to {@code NotNull}. */
    final class Rule implements ConstraintValidator<LanguageTag, CharSequence> {

        @Override
        public boolean isValid(CharSequence tag, ConstraintValidatorContext context) {
            return tag == null || isWellFormed(tag.toString());
        }

        private static boolean isWellFormed(String tag) {
            try {
                return !new Locale.Builder()
                        .setLanguageTag(tag)
                        .build()
                        .getLanguage()
                        .isEmpty();
            } catch (IllformedLocaleException malformed) {
                return false;
            }
        }
    }
}

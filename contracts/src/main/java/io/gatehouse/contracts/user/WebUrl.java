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
import java.net.URI;
import java.net.URISyntaxException;

/** An absolute URL of http or https, without user and password. */
@Constraint(validatedBy = WebUrl.Rule.class)
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE, TYPE_USE})
@Retention(RUNTIME)
public @interface WebUrl {

    String message() default "must be an absolute http or https URL";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The rule; null is left to {@code NotNull}. */
    final class Rule implements ConstraintValidator<WebUrl, CharSequence> {

        @Override
        public boolean isValid(CharSequence url, ConstraintValidatorContext context) {
            return url == null || isOfTheWeb(url.toString());
        }

        private static boolean isOfTheWeb(String text) {
            try {
                var url = new URI(text);
                return ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
                        && url.getHost() != null
                        && url.getRawUserInfo() == null
                        && text.chars().allMatch(character -> character < 0x7F);
            } catch (URISyntaxException malformed) {
                return false;
            }
        }
    }
}

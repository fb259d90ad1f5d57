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
import java.time.zone.ZoneRulesProvider;

/** The name of a time zone in the IANA database, in its own spelling. */
@Constraint(validatedBy = TimeZoneName.Rule.class)
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE, TYPE_USE})
@Retention(RUNTIME)
public @interface TimeZoneName {

    String message() default "must be an IANA time zone as in Europe/Zurich";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The rule; null is left to {@code NotNull}. */
    final class Rule implements ConstraintValidator<TimeZoneName, CharSequence> {

        @Override
        public boolean isValid(CharSequence name, ConstraintValidatorContext context) {
            return name == null || ZoneRulesProvider.getAvailableZoneIds().contains(name.toString());
        }
    }
}

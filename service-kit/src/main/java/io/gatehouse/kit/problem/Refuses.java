package io.gatehouse.kit.problem;

import io.gatehouse.contracts.error.ErrorCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The codes that this endpoint refuses with by its own rules; the API document lists them. What any endpoint may answer, and
 * any with a body or a required identity, is added by itself.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Refuses {

    ErrorCode[] value();
}

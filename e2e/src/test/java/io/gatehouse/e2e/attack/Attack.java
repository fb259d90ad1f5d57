package io.gatehouse.e2e.attack;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of the group that {@code ./gatehouse test --resilience} runs, with a set to attack at hand. */
@Target(TYPE)
@Retention(RUNTIME)
@Tag("resilience")
@ExtendWith(AttackedGatehouse.class)
@interface Attack {}

package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Api;
import java.time.Duration;

/** Somebody's try at a door: what they were answered, and after which time. */
record Visit(Door door, Api.Answer answer, Duration time) {

    static Visit of(Person person, Door door) {
        long began = System.nanoTime();
        var answer = door.open(person);
        return new Visit(door, answer, Duration.ofNanos(System.nanoTime() - began));
    }

    boolean succeeded() {
        return answer.status() / 100 == 2;
    }

    /** Its status and, of a problem, the code. */
    String outcome() {
        return succeeded() ? Integer.toString(answer.status()) : answer.status() + " " + answer.code();
    }

    @Override
    public String toString() {
        return door + " after " + time.toMillis() + " ms: " + outcome();
    }
}

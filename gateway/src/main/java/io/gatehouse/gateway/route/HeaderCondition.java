package io.gatehouse.gateway.route;

import io.vertx.core.MultiMap;

/**
 * What a request's header must have for a route.
 *
 * @param name in small letters
 * @param value the field's one value, or null where it only has to be there
 */
public record HeaderCondition(String name, String value) {

    boolean isExact() {
        return value != null;
    }

    /** A field that stands there with two values has no exact one, so that two routes can never both be meant. */
    boolean holds(MultiMap received) {
        if (value == null) {
            return received.contains(name);
        }
        var values = received.getAll(name);
        return !values.isEmpty() && values.stream().allMatch(value::equals);
    }

    boolean excludes(HeaderCondition other) {
        return name.equals(other.name) && value != null && other.value != null && !value.equals(other.value);
    }
}

package io.gatehouse.bench.overload;

/** The kinds of requests that come together, by the priority of their routes. */
public enum Kind {
    /** The keys. */
    HIGH(0),
    /** One's own profile. */
    NORMAL(1),
    /** A search. */
    LOW(2);

    final int index;

    Kind(int index) {
        this.index = index;
    }
}

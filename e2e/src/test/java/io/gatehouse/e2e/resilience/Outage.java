package io.gatehouse.e2e.resilience;

import java.util.function.Consumer;

/** A way in which something that the set stands on goes, and how it comes back from there. */
record Outage(String name, Consumer<Cluster> begin, Consumer<Cluster> end) {

    @Override
    public String toString() {
        return name;
    }
}

package io.gatehouse.kit.database;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The version of a migration as Flyway counts: numbers from left to right, {@code 017.4} after {@code 017} and before {@code 018}. */
record SchemaVersion(List<Integer> parts) implements Comparable<SchemaVersion> {

    // As in names of files and as in the history.
    private static final Pattern SEPARATOR = Pattern.compile("[._]");

    static SchemaVersion of(String version) {
        return new SchemaVersion(
                SEPARATOR.splitAsStream(version).map(Integer::valueOf).toList());
    }

    static Optional<SchemaVersion> newest(Collection<String> versions) {
        return versions.stream().map(SchemaVersion::of).max(Comparator.naturalOrder());
    }

    @Override
    public int compareTo(SchemaVersion other) {
        return Arrays.compare(
                parts.toArray(Integer[]::new), other.parts.toArray(Integer[]::new), Comparator.naturalOrder());
    }

    @Override
    public String toString() {
        return String.join(".", parts.stream().map(Object::toString).toList());
    }
}

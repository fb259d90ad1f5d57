package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a process has of its machine, by Linux's {@code /proc}.
 *
 * @param files open descriptors, connections among them
 */
record Footprint(long threads, long files) {

    /** Of all processes of a cluster, by their names. */
    static Map<String, Footprint> of(Cluster cluster) {
        return cluster.replicas().collect(Collectors.toMap(Replica::name, Footprint::of));
    }

    /** Whether this is no more than another one and a few. */
    boolean isWithin(Footprint other, int few) {
        return threads <= other.threads + few && files <= other.files + few;
    }

    /** The larger of both, each by itself. */
    Footprint max(Footprint other) {
        return new Footprint(Math.max(threads, other.threads), Math.max(files, other.files));
    }

    private static Footprint of(Replica replica) {
        return new Footprint(count(replica, "task"), count(replica, "fd"));
    }

    private static long count(Replica replica, String what) {
        try (var entries = Files.list(Path.of("/proc", Long.toString(replica.pid()), what))) {
            return entries.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

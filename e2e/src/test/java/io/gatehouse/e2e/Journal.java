package io.gatehouse.e2e;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What instances of a service have begun to do, and which of them. It outlives whoever writes it; a line is written at once. */
record Journal(Path file) {

    /** An empty one in the folder of the tests. */
    static Journal begin(String name) throws IOException {
        return new Journal(Files.writeString(SharedGatehouse.home(name), ""));
    }

    void add(String what, String by) throws IOException {
        Files.writeString(file, what + " " + by + "\n", CREATE, APPEND);
    }

    /** By whom this was begun, each time. */
    List<String> begunBy(String what) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(what + " "))
                    .map(line -> line.substring(what.length() + 1))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

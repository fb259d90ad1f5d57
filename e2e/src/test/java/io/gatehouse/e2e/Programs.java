package io.gatehouse.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the system brings, for tests that need it and are skipped without it. */
public final class Programs {

    private Programs() {}

    /** The first in {@code PATH} that has one of these names. */
    public static Optional<Path> find(String... names) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> List.of(names).stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

package io.gatehouse.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** The file that names a running process: its id, its start time, and how to ask it to end. */
final class RunFile {

    // Linux derives start times from the wall clock at boot, which moves a little when the clock is set.
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(5);

    private final Path file;

    RunFile(Path folder, String name) {
        this.file = folder.resolve(name + ".pid");
    }

    void write(ProcessHandle process, StopSignal signal) {
        var entries = "pid=%d%nstarted=%s%nsignal=%s%n".formatted(process.pid(), startOf(process), signal);
        // Whole or not at all: a launcher that dies here must not leave half a file.
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(draft, entries);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The process this file speaks of, if that very process still runs. */
    Optional<Running> find() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var entries = read();
        var started = Instant.parse(entries.getProperty("started", Instant.EPOCH.toString()));
        return ProcessHandle.of(Long.parseLong(entries.getProperty("pid", "0")))
                .filter(ProcessHandle::isAlive)
                .filter(process -> near(startOf(process), started))
                .map(process -> new Running(process, StopSignal.valueOf(entries.getProperty("signal", "TERM"))));
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Properties read() {
        var entries = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            entries.load(reader);
            return entries;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(CLOCK_DRIFT) < 0;
    }

    record Running(ProcessHandle process, StopSignal signal) {}
}

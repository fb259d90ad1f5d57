package io.gatehouse.bench.measure;

import io.gatehouse.local.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A program that runs and answers requests: what is measured.
 *
 * @param url where it listens on the loopback address
 * @param process whose children belong to it
 */
public record Subject(String name, String url, ProcessHandle process, Path log) {

    Duration processorTime() {
        return ProcessorTime.of(process);
    }

    /** Of its processes: resident, with what its processes share counted for each. */
    public double megabytes() {
        return family().mapToLong(member -> ResidentMemory.megabytes(member.pid()))
                .sum();
    }

    /** What its threads have allocated so far, in bytes; nothing where it is no JVM. */
    OptionalLong allocated() throws IOException, InterruptedException {
        var jvm = family().filter(member -> member.info()
                        .command()
                        .filter(file -> file.endsWith("/java"))
                        .isPresent())
                .findFirst();
        return jvm.isPresent() ? OptionalLong.of(Allocation.of(jvm.get())) : OptionalLong.empty();
    }

    /** Empties its log: a line for each of a million requests would fill the disk. */
    void shortenLog() throws IOException {
        Files.write(log, new byte[0]);
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process), process.descendants());
    }
}

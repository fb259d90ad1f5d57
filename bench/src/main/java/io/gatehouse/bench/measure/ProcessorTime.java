package io.gatehouse.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The processor time, user and system, that a process and its children have used since they started, those that have ended among them. */
public final class ProcessorTime {

    /** Linux reckons in hundredths of a second towards programs ({@code USER_HZ}). */
    private static final Duration TICK = Duration.ofMillis(10);

    // Behind the name, which may hold anything (proc(5)): cutime and cstime.
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    private ProcessorTime() {}

    /** Of a process that is gone, nothing. */
    public static Duration of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(member -> own(member).plus(ofEndedChildren(member)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration own(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    // Where the system has no /proc, they are missing.
    private static Duration ofEndedChildren(ProcessHandle process) {
        try {
            var said = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            var fields = said.substring(said.lastIndexOf(')') + 2).split(" ", -1);
            return TICK.multipliedBy(Long.parseLong(fields[ENDED_USER]) + Long.parseLong(fields[ENDED_SYSTEM]));
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }
}

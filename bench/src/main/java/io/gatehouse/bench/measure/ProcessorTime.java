package io.gatehouse.bench.measure;

import java.time.Duration;
import java.util.stream.Stream;

/** The processor time, user and system, that a process and its children have used since they started. */
public final class ProcessorTime {

    private ProcessorTime() {}

    /** Of a process that is gone, nothing. */
    public static Duration of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .flatMap(member -> member.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}

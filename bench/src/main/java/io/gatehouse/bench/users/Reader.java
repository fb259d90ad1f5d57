package io.gatehouse.bench.users;

import io.gatehouse.bench.measure.ProcessorTime;
import io.gatehouse.local.ResidentMemory;
import java.time.Duration;

/** A program that runs and answers reads of profiles. */
public record Reader(String name, int port, ProcessHandle process) {

    Duration processorTime() {
        return ProcessorTime.of(process);
    }

    long megabytes() {
        return ResidentMemory.megabytes(process.pid());
    }
}

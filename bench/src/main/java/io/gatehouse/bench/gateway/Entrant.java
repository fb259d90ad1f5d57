package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.ProcessorTime;
import io.gatehouse.local.ResidentMemory;
import java.time.Duration;
import java.util.stream.Stream;

/** A contestant that runs. */
record Entrant(Contestant contestant, ProcessHandle process) {

    String name() {
        return contestant.name();
    }

    int port() {
        return contestant.port();
    }

    boolean can(GatewayCase kind) {
        return contestant.cases().contains(kind);
    }

    Duration processorTime() {
        return ProcessorTime.of(process);
    }

    /** With its children, which share some of it. */
    long megabytes() {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(member -> ResidentMemory.megabytes(member.pid()))
                .sum();
    }
}

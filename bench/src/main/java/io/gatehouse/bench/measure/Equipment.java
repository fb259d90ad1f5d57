package io.gatehouse.bench.measure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What requests are sent and looked at with.
 *
 * @param fast none where it is only to be seen whether something works
 * @param beside processes, by name, whose part in each request is told
 */
public record Equipment(
        Optional<FastSender> fast,
        SteadySender steady,
        Map<String, ProcessHandle> beside,
        Optional<StatementCount> statements) {

    /** The same with one more process beside. */
    public Equipment beside(String name, ProcessHandle process) {
        var more = new LinkedHashMap<>(beside);
        more.put(name, process);
        return new Equipment(fast, steady, more, statements);
    }

    Map<String, Duration> timesBeside() {
        var times = new LinkedHashMap<String, Duration>();
        beside.forEach((name, process) -> times.put(name, ProcessorTime.of(process)));
        return times;
    }
}

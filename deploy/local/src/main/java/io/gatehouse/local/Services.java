package io.gatehouse.local;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.server.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** The services, started side by side. */
final class Services {

    // A machine that does other things as well takes long; what dies is told at once.
    private static final Duration START = Duration.ofMinutes(3);
    private static final String PORT_TAKEN = "Address already in use";
    private final Map<Service, SupervisedProcess> processes;

    private Services(Map<Service, SupervisedProcess> processes) {
        this.processes = processes;
    }

    static Services start(Home home, Packaging packaging, ServiceSettings settings, Stack stack) {
        var processes = new LinkedHashMap<Service, SupervisedProcess>();
        // The first of them that is not ready is the one to look at; the last one ends first.
        for (var service : home.services().inOrderOfStart()) {
            var program = packaging.program(service, settings.of(service));
            var process = new SupervisedProcess(
                    program.name(),
                    program.log(),
                    () -> started(program, home.state().run()));
            stack.start(process);
            processes.put(service, process);
        }
        return new Services(processes);
    }

    void awaitReadiness(Readiness readiness, Ports ports) {
        var patience = Patience.of(START);
        var waiting = new LinkedHashSet<>(processes.keySet());
        while (!waiting.isEmpty()) {
            requireAlive(ports);
            waiting.removeIf(readiness::ready);
            if (patience.isOver()) {
                var late = processes.get(waiting.getFirst());
                throw new LauncherException(
                        late.name() + " did not get ready within " + START.toSeconds()
                                + " s; this machine may be busy, or its log says why",
                        late.log(),
                        null);
            }
            patience.pause();
        }
    }

    /** Ends each after the other, and lets it take its time. */
    void stop(Duration patience) {
        processes.values().forEach(process -> process.stop(patience));
    }

    private void requireAlive(Ports ports) {
        processes.forEach((service, process) -> {
            if (process.died()) {
                var why = portTaken(process.log())
                        ? ", because another program has just taken port " + ports.http(service) + " or "
                                + ports.management(service)
                        : "";
                throw new LauncherException(process.name() + " ended while it was starting" + why, process.log(), null);
            }
        });
    }

    private static boolean portTaken(Path log) {
        return LogTail.of(log).lines().stream().anyMatch(line -> line.contains(PORT_TAKEN));
    }

    private static ManagedProcess started(Program program, Path runFolder) {
        try {
            return ManagedProcess.start(program, runFolder);
        } catch (IOException failure) {
            throw new LauncherException(
                    program.name() + " could not be started: " + failure.getMessage(), null, failure);
        }
    }
}

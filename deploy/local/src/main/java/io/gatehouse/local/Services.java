package io.gatehouse.local;

import io.gatehouse.local.server.Patience;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The three services, started side by side. */
final class Services {

    private static final Duration START = Duration.ofSeconds(90);
    // The gateway ends first, so it starts last.
    private static final List<Service> ORDER = List.of(Service.AUTH, Service.USER, Service.GATEWAY);

    private final Map<Service, ServiceProcess> processes;

    private Services(Map<Service, ServiceProcess> processes) {
        this.processes = processes;
    }

    static Services start(Home home, ServiceSettings settings, Stack stack) {
        var jvm = new ServiceJvm(home);
        var processes = new EnumMap<Service, ServiceProcess>(Service.class);
        for (var service : ORDER) {
            var process = new ServiceProcess(
                    jvm.program(service, settings.of(service)), home.state().run());
            process.start();
            stack.endsWith(process::stop);
            processes.put(service, process);
        }
        return new Services(processes);
    }

    void awaitReadiness(Readiness readiness) {
        var patience = Patience.of(START);
        var waiting = EnumSet.copyOf(processes.keySet());
        while (!waiting.isEmpty()) {
            requireAlive();
            waiting.removeIf(readiness::ready);
            if (patience.isOver()) {
                var late = processes.get(waiting.iterator().next());
                throw new LauncherException(
                        late.name() + " did not get ready within " + START.toSeconds() + " s", late.log(), null);
            }
            patience.pause();
        }
    }

    Iterable<ServiceProcess> all() {
        return processes.values();
    }

    private void requireAlive() {
        for (var process : processes.values()) {
            if (process.died()) {
                throw new LauncherException(process.name() + " ended while it was starting", process.log(), null);
            }
        }
    }
}

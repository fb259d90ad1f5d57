package io.gatehouse.local;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedRedis;

/** Says what runs, whether it can serve, and how much memory it takes. */
final class StatusCommand {

    private final Home home;
    private final RunningSet running;

    StatusCommand(Home home) {
        this.home = home;
        this.running = new RunningSet(home.state().run());
    }

    /** 0 when everything is ready, else 1. */
    int run() {
        if (!new LauncherLock(home.state().run()).held()) {
            Console.say("Gatehouse is down; ./gatehouse up starts it.");
            return 1;
        }
        var ports = running.ports();
        if (ports.isEmpty()) {
            Console.say("Gatehouse is starting or ending.");
            return 1;
        }
        var readiness = new Readiness(ports.get());
        var healthy = true;
        for (var service : Service.values()) {
            var ready = readiness.ready(service);
            healthy &= ready;
            row(service.folder(), "http://localhost:" + ports.get().http(service), ready ? "ready" : "NOT READY");
        }
        row(EmbeddedPostgres.NAME, "127.0.0.1:" + ports.get().postgres());
        row(EmbeddedRedis.NAME, "127.0.0.1:" + ports.get().redis());
        return healthy ? 0 : 1;
    }

    private void row(String name, String where) {
        // No process of ours means a real server is used instead.
        if (running.find(name).isPresent()) {
            row(name, where, "running");
        }
    }

    private void row(String name, String where, String state) {
        var process = running.find(name);
        Console.say("  %-14s %-24s %-10s pid %-8s %s"
                .formatted(
                        name,
                        where,
                        state,
                        process.map(ManagedProcess::pid).map(Object::toString).orElse("-"),
                        process.map(StatusCommand::memory).orElse(""))
                .stripTrailing());
    }

    private static String memory(ManagedProcess process) {
        return ResidentMemory.megabytes(process.pid()) + " MB";
    }
}

package io.gatehouse.local;

import io.gatehouse.local.process.ManagedProcess;

/** Says what runs, whether it can serve, and how much memory it takes. */
final class StatusCommand {

    private final Home home;
    private final RunningSet running;

    StatusCommand(Home home) {
        this.home = home;
        this.running = new RunningSet(home);
    }

    /** 0 when everything is ready, else 1. */
    int run() {
        if (new LauncherLock(home.state().run()).held()) {
            return running.announced().map(this::show).orElseGet(StatusCommand::inBetween);
        }
        if (running.processes().isEmpty()) {
            Console.say("Gatehouse is down; ./gatehouse up starts it.");
            return 1;
        }
        Console.say("The launcher is gone, and what it has started still runs, watched by nobody:");
        running.announced().ifPresentOrElse(this::show, this::processes);
        Console.say("./gatehouse down ends it; ./gatehouse up ends it and starts anew.");
        return 1;
    }

    private static int inBetween() {
        Console.say("Gatehouse is starting or ending.");
        return 1;
    }

    private int show(Announcement announcement) {
        var readiness = new Readiness(announcement.ports());
        var healthy = true;
        for (var service : home.services().all()) {
            var ready = readiness.ready(service);
            healthy &= ready;
            var secure = announcement.secureDoor() && home.services().isGateway(service);
            var url = new Door(announcement.ports().http(service), secure).url();
            row(service.folder(), url, ready ? "ready" : "NOT READY");
        }
        for (var server : announcement.servers().entrySet()) {
            var answers = server.getValue().answers(Openings.of(server.getKey()));
            healthy &= answers;
            row(server.getKey(), server.getValue().toString(), answers ? "answers" : "NO ANSWER");
        }
        if (announcement.relaxedLimits()) {
            Console.say("  RELAXED LIMITS: every quota is multiplied by 10,000.");
        }
        return healthy ? 0 : 1;
    }

    // The launcher was killed before it knew where everything listens.
    private void processes() {
        running.processes().forEach(process -> row(process.name(), "", "running"));
    }

    private void row(String name, String where, String state) {
        var process = running.find(name).map(StatusCommand::process).orElse("");
        var row = "  %-" + home.services().columnOfNames() + "s %-24s %-10s %s";
        Console.say(row.formatted(name, where, state, process).stripTrailing());
    }

    private static String process(ManagedProcess process) {
        return "pid %-8d %d MB".formatted(process.pid(), ResidentMemory.megabytes(process.pid()));
    }
}

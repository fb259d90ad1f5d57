package io.gatehouse.local;

import java.time.Duration;

/** Ends the set, or what is left of it. */
final class DownCommand {

    // Services that finish their requests, then PostgreSQL with a last checkpoint.
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Home home;

    DownCommand(Home home) {
        this.home = home;
    }

    int run() {
        var running = new RunningSet(home);
        var launcher = running.find(RunningSet.LAUNCHER);
        launcher.ifPresent(process -> process.stop(PATIENCE));
        var orphans = running.endOrphans();
        Console.say(launcher.isEmpty() && orphans.isEmpty() ? "Gatehouse was not up." : "Gatehouse is down.");
        return 0;
    }
}

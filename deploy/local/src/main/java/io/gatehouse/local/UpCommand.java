package io.gatehouse.local;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.process.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Starts the whole set, shows how to use it, and stays to watch it until it is asked to end. */
final class UpCommand {

    private final Home home;
    private final Settings settings;
    private final Options options;
    private final Ports ports;
    private final RunningSet running;
    private final Stack stack = new Stack();

    UpCommand(Home home, Settings settings, Options options) {
        this.home = home;
        this.settings = settings;
        this.options = options;
        this.ports = new Ports(options.portOffset());
        this.running = new RunningSet(home);
    }

    /** Returns only when another launcher runs this set already, with the exit code. */
    int run() {
        var lock = new LauncherLock(home.state().run()).acquire();
        if (lock.isEmpty()) {
            Console.say(
                    "Gatehouse is already up here, as it was started: the options and settings of this call were not applied."
                            + " ./gatehouse down ends it.");
            return new StatusCommand(home).run();
        }
        // What a detached one says, the script keeps.
        if (!options.detached()) {
            Console.logTo(home.state().log(RunningSet.LAUNCHER));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
        ManagedProcess.adopt(
                ProcessHandle.current(),
                RunningSet.LAUNCHER,
                StopSignal.TERM,
                home.state().run());
        startUnlessEnding();
        new Supervisor(stack).watch();
        return 0;
    }

    // What fails because a Ctrl-C has already ended what it needs is no failure to tell of.
    private void startUnlessEnding() {
        try {
            start();
        } catch (RuntimeException failure) {
            if (!stack.closed()) {
                throw failure;
            }
        }
    }

    private void start() {
        var startedAt = Instant.now();
        prepare();
        var secrets = Secrets.loadOrCreate(home.secrets(), home.services());
        var administrator = Administrator.of(settings, secrets);
        var started = new Startup(home, settings, ports, stack).run(secrets, packaging(), options.relaxedLimits());
        administrator.keepPassword(running.administratorPassword());
        var took = Duration.between(startedAt, Instant.now());
        var door = Door.of(settings, ports, home.services().gateway());
        new Welcome(home, ports, door, started.backends(), options).show(administrator, secrets.created(), took);
        learn();
        running.announce(new Announcement(
                ports,
                door.secure(),
                options.relaxedLimits(),
                started.backends().addresses()));
    }

    private Packaging packaging() {
        return isNative() ? new NativeBinaries(home) : new ServiceJvm(home, options.purpose());
    }

    private boolean isNative() {
        return settings.find(NativeBinaries.SETTING).filter("true"::equals).isPresent();
    }

    // Once for each build. Who has started the set is about to look around, and is not kept waiting.
    private void learn() {
        if (isNative() || options.purpose() != Purpose.DEVELOPMENT || !BackgroundTraining.isWanted(home, settings)) {
            return;
        }
        try {
            stack.endsWith(BackgroundTraining.start(home, ports)::stop);
            Console.say("");
            Console.say(
                    "In the background the services learn to start in half the time; GATEHOUSE_TRAIN=false keeps them from it.");
        } catch (IOException failure) {
            // The set runs without.
            Console.say("The services do not learn to start sooner: " + failure.getMessage());
        }
    }

    private void prepare() {
        running.endOrphans().forEach(name -> Console.say("Ended the " + name + " that an earlier run left behind"));
        if (options.fresh()) {
            home.forget();
        }
        DiskSpace.require(home.state().root());
    }

    private void close() {
        try {
            running.withdraw();
        } finally {
            if (!stack.isEmpty()) {
                Console.say("Ending what was started, last things first");
            }
            stack.close();
        }
    }
}

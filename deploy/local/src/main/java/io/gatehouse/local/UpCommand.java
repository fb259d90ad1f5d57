package io.gatehouse.local;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.process.StopSignal;
import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
        var set = home.services();
        var secrets = Secrets.loadOrCreate(home.secrets(), set);
        var administrator = Administrator.of(settings, secrets);
        var backendStarter = new BackendStarter(settings, home.state(), ports);
        requireFreePorts(backendStarter);
        beginLogs();
        var embedded = backendStarter.claims().stream().map(Ports.Claim::owner).toList();
        if (!embedded.isEmpty()) {
            Console.say("Starting " + String.join(", ", embedded));
        }
        var backends = backendStarter.start(secrets, stack);
        Console.say("Migrating the database");
        Migrations.run(home, backends.postgres(), secrets);
        Console.say("Starting " + String.join(", ", folders(set.inOrderOfStart())));
        var serviceSettings = new ServiceSettings(settings, secrets, ports, backends, options.relaxedLimits(), set);
        var services = Services.start(home, packaging(), serviceSettings, stack);
        services.awaitReadiness(new Readiness(ports), ports);
        administrator.keepPassword(running.administratorPassword());
        var took = Duration.between(startedAt, Instant.now());
        new Welcome(home, ports, backends, options).show(administrator, secrets.created(), took);
        running.announce(new Announcement(ports, options.relaxedLimits(), backends.addresses()));
    }

    private Packaging packaging() {
        return settings.find(NativeBinaries.SETTING).filter("true"::equals).isPresent()
                ? new NativeBinaries(home)
                : new ServiceJvm(home, options.purpose());
    }

    private void prepare() {
        running.endOrphans().forEach(name -> Console.say("Ended the " + name + " that an earlier run left behind"));
        if (options.fresh()) {
            home.state().deleteData();
            deleteSecrets();
        }
        DiskSpace.require(home.state().root());
    }

    // Only now: a start that finds its ports taken leaves the logs of the last one that ran.
    private void beginLogs() {
        folders(home.services().all()).forEach(home.state()::beginLog);
        Stream.of(EmbeddedPostgres.NAME, EmbeddedRedis.NAME).forEach(home.state()::beginLog);
    }

    private static List<String> folders(List<Service> services) {
        return services.stream().map(Service::folder).toList();
    }

    private void deleteSecrets() {
        try {
            Files.deleteIfExists(home.secrets());
        } catch (IOException failure) {
            throw new LauncherException("The old secrets could not be removed: " + failure.getMessage());
        }
    }

    private void requireFreePorts(BackendStarter backends) {
        var claims = new ArrayList<Ports.Claim>();
        home.services().all().forEach(service -> {
            claims.add(new Ports.Claim(service.folder(), ports.http(service)));
            claims.add(new Ports.Claim(service.folder() + " management", ports.management(service)));
        });
        claims.addAll(backends.claims());
        ports.requireFree(claims);
    }

    private void close() {
        running.withdraw();
        if (!stack.isEmpty()) {
            Console.say("Ending what was started, last things first");
        }
        stack.close();
    }
}

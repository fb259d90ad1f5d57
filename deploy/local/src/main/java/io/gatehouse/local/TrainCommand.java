package io.gatehouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Runs the packaged set once on real requests, after which each service has an AOT cache: its next starts find their classes linked, and
 * profiles of what is hot (JEP 483, 514, 515). A set of its own, beside one that may be in use.
 */
final class TrainCommand {

    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    // Half a minute of a processor each, which may be busy.
    private static final Duration WRITING = Duration.ofMinutes(10);

    private final Home home;
    private final Ports ports;
    private final Stack stack = new Stack();

    TrainCommand(Home home, Ports ports) {
        this.home = home.beside(home.checkout().resolve("deploy/local/target/training"));
        this.ports = ports;
    }

    int run() {
        var lock = new LauncherLock(home.state().run()).acquire();
        if (lock.isEmpty()) {
            throw new LauncherException("The services of this checkout are being trained already");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::breakOff, "shutdown"));
        new RunningSet(home).endOrphans();
        home.forget();
        DiskSpace.require(home.state().root());
        var secrets = Secrets.loadOrCreate(home.secrets(), home.services());
        var started = new Startup(home, Settings.none(), ports, stack)
                .run(secrets, new ServiceJvm(home, Purpose.TRAINING), true);
        Console.say("Learning from requests");
        new Exercise(URI.create("http://127.0.0.1:" + ports.http(home.services().gateway()))).run();
        Console.say("Ending the set; each service writes what it has learnt");
        started.services().stop(WRITING);
        stack.close();
        return keepAll() ? 0 : 1;
    }

    // What has been learnt so far is not worth the half minutes that it takes to write it.
    private void breakOff() {
        if (!stack.isEmpty()) {
            stack.processes().stream()
                    .filter(process -> isService(process.name()))
                    .forEach(SupervisedProcess::kill);
            stack.close();
        }
    }

    private boolean isService(String name) {
        return home.services().all().stream()
                .anyMatch(service -> service.folder().equals(name));
    }

    private boolean keepAll() {
        var complete = true;
        for (var service : home.services().all()) {
            complete &= keep(service);
        }
        return complete;
    }

    private boolean keep(Service service) {
        var draft = home.aotDraft(service);
        if (!Files.exists(draft)) {
            Console.fail(service.folder() + " left no AOT cache", home.log(service));
            return false;
        }
        try {
            var cache = Files.move(draft, home.aotCache(service), StandardCopyOption.ATOMIC_MOVE);
            Console.say(home.checkout().relativize(cache) + ", " + Files.size(cache) / BYTES_PER_MEGABYTE + " MB");
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

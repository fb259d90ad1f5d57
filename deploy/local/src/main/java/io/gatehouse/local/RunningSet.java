package io.gatehouse.local;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What other commands find out about a set that {@code up} has started: its processes, and where it listens. */
final class RunningSet {

    static final String LAUNCHER = "launcher";

    private static final Duration STOP = Duration.ofSeconds(15);

    private final Path runFolder;
    private final ServiceSet services;

    RunningSet(Home home) {
        this.runFolder = home.state().run();
        this.services = home.services();
    }

    Optional<ManagedProcess> find(String name) {
        return ManagedProcess.find(runFolder, name);
    }

    void announce(Announcement announcement) {
        announcement.write(announcement());
    }

    /** What was said of the set when it was ready; a launcher that was killed leaves it behind. */
    Optional<Announcement> announced() {
        return Announcement.read(announcement());
    }

    void withdraw() {
        try {
            Files.deleteIfExists(announcement());
            Files.deleteIfExists(administratorPassword());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What runs, in the order in which a launcher would end it. */
    List<ManagedProcess> processes() {
        return Stream.concat(
                        services.inOrderOfStart().reversed().stream().map(Service::folder),
                        Stream.of(EmbeddedRedis.NAME, EmbeddedPostgres.NAME))
                .flatMap(name -> find(name).stream())
                .toList();
    }

    /** Ends what a launcher left behind that was killed, in that order. */
    List<String> endOrphans() {
        withdraw();
        var orphans = processes();
        orphans.forEach(process -> process.stop(STOP));
        return orphans.stream().map(ManagedProcess::name).toList();
    }

    /** Where the tour finds the administrator's password. */
    Path administratorPassword() {
        return runFolder.resolve("admin_password");
    }

    private Path announcement() {
        return runFolder.resolve("ready");
    }
}

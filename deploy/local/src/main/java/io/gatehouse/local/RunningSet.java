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
import java.util.Properties;
import java.util.stream.Stream;

/** What other commands find out about a set that {@code up} has started: its processes, and where it listens. */
final class RunningSet {

    static final String LAUNCHER = "launcher";

    private static final Duration STOP = Duration.ofSeconds(15);

    private final Path runFolder;

    RunningSet(Path runFolder) {
        this.runFolder = runFolder;
    }

    Optional<ManagedProcess> find(String name) {
        return ManagedProcess.find(runFolder, name);
    }

    /** Says that everything answers, and at which ports. */
    void announce(Ports ports) {
        write("launcher=" + ProcessHandle.current().pid() + "\nport_offset=" + ports.offset() + "\n");
    }

    /** The ports of the set, once it has been announced. */
    Optional<Ports> ports() {
        if (!Files.exists(announcement())) {
            return Optional.empty();
        }
        var entries = new Properties();
        try (var reader = Files.newBufferedReader(announcement())) {
            entries.load(reader);
            return Optional.of(new Ports(Integer.parseInt(entries.getProperty("port_offset", "0"))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void withdraw() {
        try {
            Files.deleteIfExists(announcement());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends what a launcher left behind that was killed, in the order in which it would have done so. */
    List<String> endOrphans() {
        withdraw();
        return Stream.concat(
                        Stream.of(Service.GATEWAY, Service.USER, Service.AUTH).map(Service::folder),
                        Stream.of(EmbeddedRedis.NAME, EmbeddedPostgres.NAME))
                .flatMap(name -> find(name).stream())
                .peek(process -> process.stop(STOP))
                .map(ManagedProcess::name)
                .toList();
    }

    private void write(String content) {
        try {
            Files.writeString(announcement(), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path announcement() {
        return runFolder.resolve("ready");
    }
}

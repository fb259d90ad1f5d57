package io.gatehouse.local.test;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedRedis;
import io.gatehouse.local.server.ServerFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Each test JVM has a folder of its own, named by its process id, so that an IDE and Maven can test side by side. */
final class TestFolders {

    private static final Path ALL = Path.of("target", "servers");
    private static final Path PROGRAMS = Path.of("target", "server-programs");

    private TestFolders() {}

    static ServerFolders ofThisJvm() {
        return new ServerFolders(
                ALL.resolve(Long.toString(ProcessHandle.current().pid())), PROGRAMS);
    }

    /** Ends the servers of test JVMs that were killed, and removes their folders. */
    static void endWhatOthersLeft() {
        for (var folder : folders()) {
            var jvm = Long.parseLong(folder.getFileName().toString());
            if (ProcessHandle.of(jvm).isEmpty()) {
                end(new ServerFolders(folder, PROGRAMS));
            }
        }
    }

    private static List<Path> folders() {
        if (!Files.isDirectory(ALL)) {
            return List.of();
        }
        try (var folders = Files.list(ALL)) {
            return folders.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void end(ServerFolders folders) {
        Stream.of(EmbeddedPostgres.NAME, EmbeddedRedis.NAME)
                .flatMap(name -> ManagedProcess.find(folders.run(), name).stream())
                .forEach(process -> process.stop(Duration.ofSeconds(10)));
        folders.delete();
    }
}

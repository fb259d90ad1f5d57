package io.gatehouse.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A copy of this checkout, in which something may be changed, with what is built of the parts that are not. */
public final class ScratchCheckout {

    // What git ignores, and git itself.
    private static final Set<String> NOT_COPIED =
            Set.of(".git", ".gatehouse", ".env", ".idea", ".vscode", "target", "node_modules", "results");
    private static final List<String> LIBRARIES =
            List.of("contracts", "service-kit", "deploy/migrator", "deploy/local");
    private static final Path LAUNCHER = Path.of("deploy/local/target/gatehouse-local-0.1.0-SNAPSHOT.jar");
    private static final List<String> BUILT = List.of("classes", "test-classes", "launcher.classpath");

    private final Path root;

    private ScratchCheckout(Path root) {
        this.root = root;
    }

    /** A new one in that folder, with the services as they are packaged. */
    public static ScratchCheckout in(Path folder) {
        try {
            var checkout = withLibraries(folder);
            for (var service : Deployment.SERVICES) {
                Files.createSymbolicLink(folder.resolve(service, "target"), Script.CHECKOUT.resolve(service, "target"));
            }
            return checkout;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A new one in that folder, in which services are compiled and can be packaged otherwise. */
    public static ScratchCheckout compiledIn(Path folder) {
        try {
            var checkout = withLibraries(folder);
            for (var service : Deployment.SERVICES) {
                copyBuilt(Script.CHECKOUT.resolve(service, "target"), folder.resolve(service, "target"));
            }
            return checkout;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A new one in that folder, with copies of the services as they are packaged, in which they can be trained. */
    public static ScratchCheckout packagedIn(Path folder) {
        try {
            var checkout = withLibraries(folder);
            for (var service : Deployment.SERVICES) {
                copy(
                        Script.CHECKOUT.resolve(service, "target/quarkus-app"),
                        folder.resolve(service, "target/quarkus-app"));
                Files.deleteIfExists(checkout.cache(service));
            }
            Files.copy(Script.CHECKOUT.resolve(LAUNCHER), folder.resolve(LAUNCHER), StandardCopyOption.COPY_ATTRIBUTES);
            return checkout;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where training leaves what a service has learnt. */
    public Path cache(String service) {
        return root.resolve(service, "target/quarkus-app/app.aot");
    }

    private static ScratchCheckout withLibraries(Path folder) throws IOException {
        delete(folder);
        copy(Script.CHECKOUT, folder);
        for (var library : LIBRARIES) {
            copyBuilt(Script.CHECKOUT.resolve(library, "target"), folder.resolve(library, "target"));
        }
        return new ScratchCheckout(folder);
    }

    public Path root() {
        return root;
    }

    /** What is in the files of a folder. */
    List<String> texts(String folder) throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(root.resolve(folder))) {
            for (var file : files) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    /** Runs a program of it, as a person would who has no network. */
    public Script.Result run(String... command) throws IOException {
        return run("-o", command);
    }

    /** The same with a network, from which Maven may fetch what it does not have yet. */
    public Script.Result runFetching(String... command) throws IOException {
        return run("", command);
    }

    private Script.Result run(String option, String... command) throws IOException {
        var line = Stream.concat(
                        Stream.of(root.resolve(command[0]).toString()), Arrays.stream(command, 1, command.length))
                .toList();
        var builder = new ProcessBuilder(line).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_") || name.startsWith("MAVEN_"));
        // As Maven tells the tests that it runs.
        builder.environment()
                .put("MAVEN_ARGS", option + " -Dmaven.repo.local=" + System.getProperty("localRepository"));
        return Script.result(builder.start());
    }

    // The jars are made anew of the classes; times stay, by which Maven sees that nothing has changed.
    private static void copyBuilt(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (var built : BUILT) {
            if (Files.exists(from.resolve(built))) {
                copy(from.resolve(built), to.resolve(built));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(from)
                        && NOT_COPIED.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(file.getFileName().toString())) {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    // Links are removed, not what they lead to.
    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

package io.gatehouse.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Java files of the checkout, found by the names that documents use for them. */
final class Sources {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "template");

    private final List<Path> files;

    private Sources(List<Path> files) {
        this.files = files;
    }

    static Sources ofTheCheckout() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(Script.CHECKOUT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = folder.getFileName().toString();
                return name.startsWith(".") || NOT_OURS.contains(name)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(Script.CHECKOUT.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new Sources(files);
    }

    /** Those that a name like {@code Seal}, {@code idempotency/Seal} or {@code gateway/SealTest} stands for. */
    Stream<Path> named(String name) {
        var parts = Arrays.asList(name.split("/"));
        var folders = parts.subList(0, parts.size() - 1);
        return files.stream()
                .filter(file -> file.endsWith(parts.getLast() + ".java"))
                .filter(file -> isBelow(folders, file));
    }

    /** The same, of those that have the test or method. */
    Stream<Path> named(String name, String method) {
        return named(name).filter(file -> text(file).contains(" void " + method + "("));
    }

    // In this order, with others between them.
    private static boolean isBelow(List<String> folders, Path file) {
        int found = 0;
        for (var part : file) {
            if (found < folders.size() && part.toString().equals(folders.get(found))) {
                found++;
            }
        }
        return found == folders.size();
    }

    private static String text(Path file) {
        try {
            return Files.readString(Script.CHECKOUT.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

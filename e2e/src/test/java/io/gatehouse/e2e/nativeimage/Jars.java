package io.gatehouse.e2e.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What is in jars. */
final class Jars {

    private Jars() {}

    /** Those of a folder whose names fit. */
    static List<JarFile> in(Path folder, Predicate<String> name) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> name.test(file.getFileName().toString()))
                    .sorted()
                    .map(Jars::open)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The names of the files in it that are no classes. */
    static Stream<String> resources(JarFile jar) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .filter(name -> !name.endsWith(".class"));
    }

    static String text(JarFile jar, String name) {
        return new String(bytes(jar, jar.getJarEntry(name)), StandardCharsets.UTF_8);
    }

    static byte[] bytes(JarFile jar, JarEntry entry) {
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JarFile open(Path file) {
        try {
            return new JarFile(file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

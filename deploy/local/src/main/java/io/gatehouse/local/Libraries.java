package io.gatehouse.local;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The jars this launcher runs on, where they are on this machine: not copied, so they may go away. */
final class Libraries {

    private Libraries() {}

    /** The first of a class path that cannot be read. */
    static Optional<String> unreadable(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(Libraries::unreadableJar)
                .findFirst();
    }

    private static boolean unreadableJar(String jar) {
        try (var archive = new ZipFile(jar)) {
            return archive.size() == 0;
        } catch (IOException damaged) {
            return true;
        }
    }
}

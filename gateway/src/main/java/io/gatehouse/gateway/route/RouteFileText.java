package io.gatehouse.gateway.route;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What stands in the routes file. */
final class RouteFileText {

    private static final String PACKAGED = "/routes.yaml";

    // As many as the YAML reader takes.
    private static final long MOST_BYTES = 3 << 20;

    private RouteFileText() {}

    static String read(Path path) {
        try {
            var about = Files.readAttributes(path, BasicFileAttributes.class);
            if (about.isOther()) {
                // A pipe would be waited for, and a device never ends.
                throw new IOException("no file");
            }
            if (about.size() > MOST_BYTES) {
                throw new RouteFileException("the routes file " + path.toAbsolutePath() + " has more than 3 MiB");
            }
            return Files.readString(path);
        } catch (NoSuchFileException missing) {
            throw new RouteFileException("there is no routes file " + path.toAbsolutePath());
        } catch (CharacterCodingException binary) {
            throw new RouteFileException("the routes file " + path.toAbsolutePath() + " is not written in UTF-8");
        } catch (IOException unreadable) {
            throw new RouteFileException("the routes file " + path.toAbsolutePath()
                    + " cannot be read; it must be a file that this process may read");
        }
    }

    /** The text of the file in the package, which is used where no other is named. */
    static String packaged() {
        try (var in = RouteFileText.class.getResourceAsStream(PACKAGED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}

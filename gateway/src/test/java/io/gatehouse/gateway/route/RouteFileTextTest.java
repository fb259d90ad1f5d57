package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFileTextTest {

    @TempDir
    Path folder;

    @Test
    void fileIsReadAsItStands() throws IOException {
        var file = Files.writeString(folder.resolve("routes.yaml"), "routes: []  # für alle\n");

        assertThat(RouteFileText.read(file)).isEqualTo("routes: []  # für alle\n");
    }

    @Test
    void missingFileIsToldWithItsPath() {
        var missing = folder.resolve("nowhere.yaml");

        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> RouteFileText.read(missing))
                .withMessage("there is no routes file " + missing);
    }

    @Test
    void fileThatIsNoTextIsToldWithItsPath() throws IOException {
        var binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xC3, 0x28});

        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> RouteFileText.read(binary))
                .withMessage("the routes file " + binary + " is not written in UTF-8");
    }

    @Test
    void endlessDeviceIsNoFile() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> RouteFileText.read(Path.of("/dev/zero")))
                .withMessage("the routes file /dev/zero cannot be read; it must be a file that this process may read");
    }

    @Test
    void hugeFileIsNotRead() throws IOException {
        var huge = folder.resolve("huge.yaml");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(5L << 30);
        }

        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> RouteFileText.read(huge))
                .withMessage("the routes file " + huge + " has more than 3 MiB");
    }

    @Test
    void folderIsNoFile() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> RouteFileText.read(folder))
                .withMessage(
                        "the routes file " + folder + " cannot be read; it must be a file that this process may read");
    }
}

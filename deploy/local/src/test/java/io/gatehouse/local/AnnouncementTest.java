package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {

    @TempDir
    Path folder;

    @Test
    void otherCommandsReadWhatTheLauncherWrote() {
        var file = folder.resolve("ready");
        var written = new Announcement(new Ports(100), true, false, Map.of("redis", new Address("::1", 6379)));

        written.write(file);

        assertThat(Announcement.read(file)).contains(written);
    }

    @Test
    void nothingIsReadBeforeEverythingAnswers() {
        assertThat(Announcement.read(folder.resolve("ready"))).isEmpty();
    }

    @Test
    void whoTakesConnectionsAnswersOnlyByWords() throws Exception {
        var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var address = new Address("127.0.0.1", listener.getLocalPort());
        try (listener) {
            assertThat(address.answers(Openings.of("smtp"))).isTrue();
            // As a process does that was stopped: nobody reads, and the system goes on taking connections.
            assertThat(address.answers(Openings.of("redis"))).isFalse();
        }

        assertThat(address.answers(Openings.of("smtp"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis"})
    void whateverComesBackIsAnAnswer(String name) throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> reply(listener));

            assertThat(new Address("127.0.0.1", listener.getLocalPort()).answers(Openings.of(name)))
                    .isTrue();
        }
    }

    private static void reply(ServerSocket listener) {
        try (var socket = listener.accept()) {
            socket.getInputStream().readNBytes(6);
            socket.getOutputStream().write('N');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

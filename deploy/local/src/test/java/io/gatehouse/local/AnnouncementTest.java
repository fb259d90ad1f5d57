package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncementTest {

    @TempDir
    Path folder;

    @Test
    void otherCommandsReadWhatTheLauncherWrote() {
        var file = folder.resolve("ready");
        var written = new Announcement(new Ports(100), true, Map.of("redis", new Address("::1", 6379)));

        written.write(file);

        assertThat(Announcement.read(file)).contains(written);
    }

    @Test
    void nothingIsReadBeforeEverythingAnswers() {
        assertThat(Announcement.read(folder.resolve("ready"))).isEmpty();
    }

    @Test
    void addressAnswersAsLongAsSomebodyListens() throws Exception {
        var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var address = new Address("127.0.0.1", listener.getLocalPort());
        try (listener) {
            assertThat(address.answers()).isTrue();
        }

        assertThat(address.answers()).isFalse();
    }
}

package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.test.Eventually;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The proxy in front of a server that says back what it hears, and ends when its client does. */
@Tag("resilience")
class TcpProxyTest {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int PIECE = 1_000;
    private static final int SHORT_MILLIS = 200;
    private static final Duration DELAY = Duration.ofMillis(100);

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
        proxy = new TcpProxy(echo.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesEverythingOnAndTheEndToo() throws IOException {
        try (var client = connect()) {
            assertThat(say(client, 100_000)).isEqualTo(100_000);
            assertThat(proxy.connections()).isEqualTo(1);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        Eventually.await(proxy::connections, 0);
    }

    @Test
    void delaysBothWays() throws IOException {
        try (var client = connect()) {
            proxy.delay(DELAY);
            long began = System.nanoTime();

            say(client, 1);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(DELAY.multipliedBy(2));
        }
    }

    @Test
    void throttles() throws IOException {
        try (var client = connect()) {
            proxy.throttle(10_000);
            long began = System.nanoTime();

            say(client, 2_000);

            // A fifth of a second each way, which overlap.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void holdsWhatIsSentAndNewConnectionsUntilItIsCalm() throws IOException {
        try (var known = connect()) {
            say(known, 1);
            proxy.hold();
            try (var late = connect()) {
                assertIsSilent(known);
                assertIsSilent(late);

                proxy.calm();

                assertThat(known.getInputStream().read()).isEqualTo(1);
                assertThat(late.getInputStream().read()).isEqualTo(1);
            }
        }
    }

    @Test
    void abandonedConnectionsStaySilentAndNewOnesAreWell() throws IOException {
        try (var lost = connect()) {
            say(lost, 1);

            proxy.abandon();
            proxy.calm();

            assertIsSilent(lost);
            try (var next = connect()) {
                assertThat(say(next, 1)).isEqualTo(1);
                assertThat(proxy.connections()).isEqualTo(2);

                proxy.forget();

                assertThatThrownBy(() -> say(lost, 1)).isInstanceOf(SocketException.class);
                Eventually.await(proxy::connections, 1);
                assertThat(say(next, 1)).isEqualTo(1);
            }
        }
    }

    @Test
    void breaksConnectionsAndEachNewOne() throws IOException {
        try (var known = connect()) {
            say(known, 1);
            proxy.breakConnections();

            assertThatThrownBy(() -> say(known, 1)).isInstanceOf(SocketException.class);
            try (var next = connect()) {
                assertThatThrownBy(() -> say(next, 1)).isInstanceOf(SocketException.class);
            }
        }
        proxy.calm();
        try (var next = connect()) {
            assertThat(say(next, 1)).isEqualTo(1);
        }
    }

    @Test
    void refusesUntilItAcceptsAgain() throws IOException {
        try (var known = connect()) {
            say(known, 1);
            proxy.refuse();

            assertThatThrownBy(() -> say(known, 1)).isInstanceOf(SocketException.class);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
        proxy.accept();
        try (var next = connect()) {
            assertThat(say(next, 1)).isEqualTo(1);
        }
    }

    private Socket connect() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    /** Sends so many bytes and tells how many come back. */
    private static int say(Socket client, int length) throws IOException {
        for (int left = length; left > 0; left -= PIECE) {
            client.getOutputStream().write(new byte[Math.min(left, PIECE)]);
        }
        int heard = 0;
        while (heard < length) {
            int more = client.getInputStream().read(new byte[length]);
            if (more < 0) {
                throw new EOFException();
            }
            heard += more;
        }
        return heard;
    }

    private static void assertIsSilent(Socket client) throws IOException {
        client.getOutputStream().write(1);
        client.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(client.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(PATIENCE_MILLIS);
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                var client = echo.accept();
                Thread.startVirtualThread(() -> sayBack(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void sayBack(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            return;
        }
    }
}

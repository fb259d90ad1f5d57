package io.gatehouse.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many clients that take a second for each byte: of a header, of a body, or of a response. Who is cut off comes back at once, so
 * that there are always as many.
 */
final class SlowCrowd implements AutoCloseable {

    private static final String HOST = " HTTP/1.1\r\nHost: a\r\n";
    private static final int LITTLE = 4 << 10;
    private static final int LONGEST_READING = 30;

    private final int port;
    private final List<Slow> clients = new ArrayList<>();
    private final Thread thread;
    private volatile boolean over;
    private final AtomicInteger cutOff = new AtomicInteger();

    /** @param number how many; a third of each kind */
    SlowCrowd(int port, int number, String upload, String download) throws IOException {
        this.port = port;
        for (int i = 0; i < number; i++) {
            var opening =
                    switch (i % 3) {
                        case 0 -> "GET " + upload + HOST + "X: ";
                        case 1 -> "POST " + upload + HOST + "Content-Length: 10000\r\n\r\n";
                        default -> "GET " + download + HOST + "\r\n";
                    };
            clients.add(new Slow(opening, i % 3 == 2, i / 3 % LONGEST_READING));
        }
        for (var client : clients) {
            client.connect();
        }
        thread = Thread.ofPlatform().start(this::run);
    }

    /** How often one of them was cut off. */
    int cutOff() {
        return cutOff.get();
    }

    @Override
    public void close() throws IOException {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
        for (var client : clients) {
            client.channel.close();
        }
    }

    // One after the other through the second: strangers do not keep time.
    private void run() {
        long pause = TimeUnit.SECONDS.toNanos(1) / clients.size();
        long next = System.nanoTime();
        for (int i = 0; !over; i = (i + 1) % clients.size()) {
            tick(clients.get(i));
            next += pause;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void tick(Slow client) {
        try {
            if (!client.tick()) {
                cutOff.incrementAndGet();
                client.channel.close();
                client.connect();
            }
        } catch (IOException reset) {
            cutOff.incrementAndGet();
            client.connectAgain();
        }
    }

    private final class Slow {

        private final String opening;
        private final boolean reader;
        private SocketChannel channel;
        private int bytes;

        /** @param read how much of its time is over already, or all readers would come again at once */
        Slow(String opening, boolean reader, int read) {
            this.opening = opening;
            this.reader = reader;
            this.bytes = read;
        }

        void connect() throws IOException {
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, LITTLE);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(opening.getBytes(StandardCharsets.ISO_8859_1)));
            channel.configureBlocking(false);
        }

        void connectAgain() {
            try {
                channel.close();
                connect();
            } catch (IOException refused) {
                // Next time.
                return;
            }
        }

        /** One byte; false when the other side has had enough of this client, or may have. */
        boolean tick() throws IOException {
            if (reader) {
                // That the other side has closed stands behind what is still to be read, for hours.
                bytes = (bytes + 1) % LONGEST_READING;
                return bytes > 0 && channel.read(ByteBuffer.allocate(1)) >= 0;
            }
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            // Nothing is said to it but why it is cut off.
            return channel.read(ByteBuffer.allocate(LITTLE)) == 0;
        }
    }
}

package io.gatehouse.e2e;

import static io.gatehouse.local.test.Http2Frames.CONTINUATION;
import static io.gatehouse.local.test.Http2Frames.END_HEADERS;
import static io.gatehouse.local.test.Http2Frames.END_STREAM;
import static io.gatehouse.local.test.Http2Frames.GO_AWAY;
import static io.gatehouse.local.test.Http2Frames.HEADERS;
import static io.gatehouse.local.test.Http2Frames.PING;
import static io.gatehouse.local.test.Http2Frames.RST_STREAM;
import static io.gatehouse.local.test.Http2Frames.SETTINGS;
import static io.gatehouse.local.test.Http2Frames.fields;
import static io.gatehouse.local.test.Http2Frames.frame;
import static io.gatehouse.local.test.Http2Frames.preface;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client of HTTP/2 that sends nothing but one kind of frames, as many as it is let, and comes back when it is cut off. */
final class Http2Attack implements AutoCloseable {

    private static final int PIECE = 16 << 10;

    // Each new connection costs both sides a handshake, which is not what is measured here.
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    /** What is sent. */
    enum Kind {
        RAPID_RESET,
        CONTINUATIONS,
        SETTINGS_FLOOD,
        PINGS
    }

    private final SSLContext trust;
    private final int port;
    private final Kind kind;
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final Thread thread;
    private volatile boolean over;
    private volatile SSLSocket socket;

    Http2Attack(SSLContext trust, int port, Kind kind) {
        this.trust = trust;
        this.port = port;
        this.kind = kind;
        this.thread = Thread.ofPlatform().start(this::run);
    }

    /** How many of its connections the other side has ended while it was at it. */
    int cutOff() {
        return cutOff.get();
    }

    /** How often it was not let in at all. */
    int turnedAway() {
        return turnedAway.get();
    }

    Kind kind() {
        return kind;
    }

    @Override
    public void close() throws IOException {
        over = true;
        if (socket != null) {
            socket.close();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!over) {
            try {
                attack();
            } catch (IOException noHandshake) {
                count(turnedAway);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void attack() throws IOException {
        try (var own = (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket = own;
            var parameters = own.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            own.setSSLParameters(parameters);
            own.startHandshake();
            Thread.startVirtualThread(() -> read(own));
            floodUntilItEnds(own.getOutputStream());
        }
    }

    private void floodUntilItEnds(OutputStream out) {
        try {
            flood(out);
        } catch (IOException ended) {
            // As it should be.
            count(cutOff);
        }
    }

    // What this side's own end brings about is no merit of the other one.
    private void count(AtomicInteger what) {
        if (!over) {
            what.incrementAndGet();
        }
    }

    // What it is told it does not heed, but to be told that it is over.
    private void read(SSLSocket from) {
        try (from) {
            var in = new DataInputStream(from.getInputStream());
            for (int type = -1; type != GO_AWAY; ) {
                int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
                type = in.readUnsignedByte();
                in.skipNBytes(5L + length);
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void flood(OutputStream out) throws IOException {
        out.write(preface());
        out.write(frame(SETTINGS, 0, 0));
        if (kind == Kind.CONTINUATIONS) {
            out.write(frame(HEADERS, END_STREAM, 1, request()));
        }
        var piece = new ByteArrayOutputStream();
        for (int stream = 1; !over; stream += 2) {
            piece.writeBytes(next(stream));
            if (piece.size() > PIECE) {
                piece.writeTo(out);
                piece.reset();
            }
        }
    }

    private byte[] next(int stream) {
        return switch (kind) {
            case RAPID_RESET ->
                both(
                        frame(HEADERS, END_STREAM | END_HEADERS, stream, request()),
                        frame(RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 8));
            case CONTINUATIONS -> frame(CONTINUATION, 0, 1, fields("x", "y".repeat(100)));
            case SETTINGS_FLOOD -> frame(SETTINGS, 0, 0, (byte) 0, (byte) 4, (byte) 0, (byte) 1, (byte) 0, (byte) 0);
            case PINGS -> frame(PING, 0, 0, new byte[8]);
        };
    }

    private static byte[] both(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static byte[] request() {
        return fields(":method", "GET", ":scheme", "https", ":authority", "a", ":path", "/bulk/bytes/100000");
    }
}

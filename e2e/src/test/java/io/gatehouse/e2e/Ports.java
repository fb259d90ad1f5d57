package io.gatehouse.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Port offsets at which a whole set finds its ports free, below the range from which systems take ports themselves. */
public final class Ports {

    private static final int[] SERVERS = {13025, 15432, 16379};
    // With room for one service more, which a test adds to the set.
    private static final int[] BASES = IntStream.concat(
                    IntStream.rangeClosed(8080, 8080 + Script.SERVICES.size())
                            .flatMap(port -> IntStream.of(port, port + 1_000)),
                    IntStream.of(SERVERS))
            .toArray();
    private static final int FIRST = 9_000;
    private static final int LAST = 16_000;
    private static final int STEP = 7;

    // Each set of a test run starts its search where the one before has ended.
    private static int next = FIRST + (int) (ProcessHandle.current().pid() % 900) * STEP;

    private Ports() {}

    public static synchronized int freeOffset() {
        for (var tries = 0; tries < (LAST - FIRST) / STEP; tries++) {
            next = next + STEP > LAST ? FIRST : next + STEP;
            var offset = next;
            if (IntStream.of(BASES).allMatch(base -> free(base + offset))) {
                return offset;
            }
        }
        throw new IllegalStateException("no port offset is free");
    }

    /** One port that is free. */
    public static int free() {
        return 16_379 + freeOffset();
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}

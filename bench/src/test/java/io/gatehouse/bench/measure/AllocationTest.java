package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final int PIECES = 64;
    private static final int BYTES = 1 << 20;

    private static volatile byte[] piece;

    @Test
    void whatThreadsHaveAllocatedIsTold() throws IOException, InterruptedException {
        var before = Allocation.of(ProcessHandle.current());
        for (int i = 0; i < PIECES; i++) {
            piece = new byte[BYTES];
        }

        var allocated = Allocation.of(ProcessHandle.current()) - before;

        assertThat(piece).hasSize(BYTES);
        assertThat(allocated).isBetween((PIECES - 4L) * BYTES, 2L * PIECES * BYTES);
    }
}

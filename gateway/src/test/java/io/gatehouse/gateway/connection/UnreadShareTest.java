package io.gatehouse.gateway.connection;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnreadShareTest {

    private static final int MOST = 1_000_000;

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final UnreadShare share = new UnreadShare(loop, MOST);
    private final ConcurrentLinkedQueue<Response> gaveWay = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void theOneThatHasWaitedLongestGoesFirst() {
        var first = waiting(400_000);
        var second = waiting(400_000);
        var third = waiting(400_000);

        await(() -> !gaveWay.isEmpty());
        assertThat(sum()).isEqualTo(800_000);
        assertThat(gaveWay).containsExactly(first);
        waiting(900_000);
        await(() -> gaveWay.size() == 3);
        assertThat(gaveWay).containsExactly(first, second, third);
    }

    @Test
    void whoeverGetsOnGoesLast() {
        var steady = waiting(400_000);
        var second = waiting(400_000);
        // Before, it would be the kernel that takes it.
        loop.schedule(() -> steady.takes(10_000), 400, TimeUnit.MILLISECONDS).syncUninterruptibly();
        // It was looked at, and is smaller than it was.
        await(() -> sum() == 790_000);

        var third = waiting(400_000);
        await(() -> gaveWay.size() == 1);
        waiting(500_000);
        await(() -> gaveWay.size() == 2);
        assertThat(gaveWay).containsExactly(second, third);
    }

    @Test
    void oneAloneMayHaveMore() {
        waiting(2 * MOST);

        assertThat(sum()).isEqualTo(2 * MOST);
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void sharedBodyIsCountedOnce() {
        var body = Buffer.buffer(new byte[600_000]);
        for (int i = 0; i < 10; i++) {
            var response = waiting(1_000);
            on(() -> {
                response.keepWhole(body);
                return null;
            });
        }

        assertThat(sum()).isEqualTo(610_000);
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void nothingIsLeftOfThoseThatAreOver() {
        var responses = List.of(waiting(1_000), waiting(2_000), waiting(3_000));
        on(() -> {
            responses.getFirst().keepWhole(Buffer.buffer("whole"));
            responses.getLast().keepBehind(500);
            return null;
        });
        assertThat(sum()).isEqualTo(6_505);

        on(() -> {
            responses.forEach(response -> response.over = true);
            return null;
        });
        await(() -> sum() == 0);
    }

    private Response waiting(long bytes) {
        return on(() -> {
            var response = new Response(bytes);
            response.grew();
            return response;
        });
    }

    private long sum() {
        return on(share::sum);
    }

    private <T> T on(Supplier<T> action) {
        return loop.submit(action::get).syncUninterruptibly().getNow();
    }

    private final class Response extends Unread {

        private long waiting;
        private long taken;
        private boolean over;

        Response(long waiting) {
            super(share);
            this.waiting = waiting;
        }

        void takes(long bytes) {
            waiting -= bytes;
            taken += bytes;
        }

        @Override
        protected long waiting() {
            return waiting;
        }

        @Override
        protected long taken() {
            return taken;
        }

        @Override
        protected boolean isOver() {
            return over;
        }

        @Override
        protected void giveWay() {
            over = true;
            gaveWay.add(this);
        }
    }
}

package io.gatehouse.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RevokedIdsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant END = NOW.plusSeconds(900);

    private final RevokedIds ids = new RevokedIds();
    private final UUID id = UUID.randomUUID();

    @Test
    void idWithoutATimeIsRevokedWhenever() {
        ids.add(id, END);

        assertThat(ids.isRevoked(id, NOW.plusSeconds(900))).isTrue();
        assertThat(ids.isRevoked(UUID.randomUUID(), NOW)).isFalse();
    }

    @Test
    void whatWasIssuedAtTheTimeOrLaterHolds() {
        ids.add(id, NOW, END);

        assertThat(ids.isRevoked(id, NOW.minusSeconds(1))).isTrue();
        assertThat(ids.isRevoked(id, NOW)).isFalse();
    }

    @Test
    void timesThatHaveNoPlaceAreTheLastOnes() {
        ids.add(id, Instant.MAX, Instant.MAX);
        ids.forgetExpired(NOW);

        assertThat(ids.isRevoked(id, NOW)).isTrue();
    }

    @Test
    void endFarAwayRevokesNoMoreThanIsSaid() {
        ids.add(id, NOW, Instant.MAX);

        assertThat(ids.isRevoked(id, NOW)).isFalse();
    }

    @Test
    void laterTimeCountsWhateverTheOrder() {
        ids.add(id, NOW.plusSeconds(10), END);
        ids.add(id, NOW, END);

        assertThat(ids.isRevoked(id, NOW.plusSeconds(9))).isTrue();
        assertThat(ids.size()).isEqualTo(1);
    }

    @Test
    void expiredIdsAreForgottenOnceTheyAreMost() {
        for (int number = 0; number < 10_000; number++) {
            ids.add(UUID.randomUUID(), NOW.minusSeconds(1));
        }
        ids.add(id, END);
        long before = ids.bytes();

        ids.forgetExpired(NOW);

        assertThat(ids.size()).isEqualTo(1);
        assertThat(ids.isRevoked(id, NOW)).isTrue();
        assertThat(ids.bytes()).isLessThan(before / 8);
    }

    @Test
    void millionFitsIntoFiftyMegabytes() {
        var random = new Random(1);
        for (int number = 0; number < 1_000_000; number++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()), END);
        }

        assertThat(ids.size()).isEqualTo(1_000_000);
        assertThat(ids.bytes()).isLessThan(51_000_000);
        var again = new Random(1);
        for (int number = 0; number < 1_000_000; number++) {
            if (!ids.isRevoked(new UUID(again.nextLong(), again.nextLong()), NOW)) {
                throw new AssertionError("number " + number + " is not revoked");
            }
        }
    }

    @Test
    void lookingUpAllocatesNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ids.add(id, END);
        var unknown = UUID.randomUUID();
        long thread = Thread.currentThread().threadId();
        int found = 0;

        long before = threads.getThreadAllocatedBytes(thread);
        for (int turn = 0; turn < 100_000; turn++) {
            found += ids.isRevoked(id, NOW) ? 1 : 0;
            found += ids.isRevoked(unknown, NOW) ? 1 : 0;
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(found).isEqualTo(100_000);
        assertThat(allocated).isLessThan(100_000);
    }

    @Test
    void readersSeeEveryIdWhileTheTableGrows() {
        var known = new ArrayList<UUID>();
        for (int number = 0; number < 500; number++) {
            known.add(UUID.randomUUID());
            ids.add(known.get(number), END);
        }
        var growing = new AtomicBoolean(true);
        var missed = CompletableFuture.supplyAsync(() -> {
            var unseen = new HashSet<UUID>();
            do {
                known.stream().filter(one -> !ids.isRevoked(one, NOW)).forEach(unseen::add);
            } while (growing.get());
            return unseen;
        });

        for (int number = 0; number < 300_000; number++) {
            ids.add(UUID.randomUUID(), END);
        }
        growing.set(false);

        assertThat(missed.join()).isEmpty();
    }
}

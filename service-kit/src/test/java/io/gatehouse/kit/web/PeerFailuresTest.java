package io.gatehouse.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger.Level;
import org.junit.jupiter.api.Test;

class PeerFailuresTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);
    private final PeerFailures failures = new PeerFailures(now::get);

    @Test
    void whoeverIsStillStartingIsNotComplainedOf() {
        now.addAndGet(TimeUnit.SECONDS.toNanos(60));

        assertThat(failures.level()).isEqualTo(Level.DEBUG);
    }

    @Test
    void whoeverDoesNotAnswerAfterTheStartIs() {
        now.addAndGet(TimeUnit.SECONDS.toNanos(61));

        assertThat(failures.level()).isEqualTo(Level.WARN);
    }

    @Test
    void whoeverHasAnsweredOnceIsAtOnce() {
        failures.answered();

        assertThat(failures.level()).isEqualTo(Level.WARN);
    }
}

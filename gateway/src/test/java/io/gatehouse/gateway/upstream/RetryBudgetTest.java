package io.gatehouse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final RetryBudget budget = new RetryBudget(0);
    private long now;

    @Test
    void whatIsSavedUpEnds() {
        assertThat(granted(1_000)).isEqualTo(50);
    }

    @Test
    void requestsEarnATenth() {
        granted(1_000);

        for (int i = 0; i < 200; i++) {
            budget.deposit();
        }

        assertThat(granted(1_000)).isEqualTo(20);
    }

    @Test
    void secondsEarnThree() {
        granted(1_000);

        now = Duration.ofSeconds(4).toNanos();

        assertThat(granted(1_000)).isEqualTo(12);
    }

    @Test
    void noMoreIsSavedThanFifty() {
        granted(20);

        now = Duration.ofDays(300).toNanos();
        for (int i = 0; i < 10_000; i++) {
            budget.deposit();
        }

        assertThat(granted(1_000)).isEqualTo(50);
    }

    private int granted(int asked) {
        int granted = 0;
        for (int i = 0; i < asked; i++) {
            granted += budget.withdraw(now) ? 1 : 0;
        }
        return granted;
    }
}

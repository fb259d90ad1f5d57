package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long FETCHED = 5_000_000;

    private final Lease lease = new Lease();

    @Test
    void permitsAreSpentOneByOneUntilNoneIsLeft() {
        fetch(2, FETCHED);

        assertThat(lease.spend(1, FETCHED + 1)).isTrue();
        assertThat(lease.spend(1, FETCHED + SECOND - 1)).isTrue();
        assertThat(lease.spend(1, FETCHED + SECOND - 1)).isFalse();
    }

    @Test
    void permitsExpireAfterASecond() {
        fetch(5, FETCHED);

        assertThat(lease.holds(1, FETCHED + SECOND - 1)).isTrue();
        assertThat(lease.holds(1, FETCHED + SECOND)).isFalse();
        assertThat(lease.spend(1, FETCHED + SECOND)).isFalse();
    }

    @Test
    void expiredPermitsDoNotComeBackWithNewOnes() {
        fetch(5, FETCHED);

        fetch(2, FETCHED + SECOND);

        assertThat(lease.left()).isEqualTo(2);
    }

    @Test
    void permitsThatHoldAreAddedTo() {
        fetch(5, FETCHED);

        fetch(2, FETCHED + SECOND - 1);

        assertThat(lease.left()).isEqualTo(7);
    }

    @Test
    void givenBackPermitsLiveNoLongerForIt() {
        fetch(1, FETCHED);
        lease.spend(1, FETCHED + 1);

        lease.giveBack(1);

        assertThat(lease.holds(1, FETCHED + SECOND - 1)).isTrue();
        assertThat(lease.holds(1, FETCHED + SECOND)).isFalse();
    }

    @Test
    void tooFewPermitsAreKeptForACheaperRequest() {
        fetch(2, FETCHED);

        assertThat(lease.spend(3, FETCHED + 1)).isFalse();
        assertThat(lease.spend(2, FETCHED + 1)).isTrue();
    }

    @Test
    void onlyOneFetchesAtATime() {
        assertThat(lease.beginFetch()).isTrue();
        assertThat(lease.beginFetch()).isFalse();

        lease.endFetch(0, FETCHED);

        assertThat(lease.beginFetch()).isTrue();
    }

    private void fetch(long permits, long now) {
        lease.beginFetch();
        lease.endFetch(permits, now);
    }
}

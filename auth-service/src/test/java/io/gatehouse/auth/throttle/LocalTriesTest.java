package io.gatehouse.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.auth.HeldClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The counters without Redis, at the numbers that hold where nobody has set others. */
class LocalTriesTest {

    private static final Guess GUESS = new Guess("login", "ada@example.org");

    private final HeldClock clock = new HeldClock();
    private final Tallies tallies = new Tallies(
            setting(ThrottleConfig.class),
            setting(PairConfig.class),
            setting(AccountConfig.class),
            setting(NetworkConfig.class));
    private final LocalTries tries = new LocalTries(setting(PairConfig.class), clock);

    @Test
    void aNetworkHasFiveTriesAndThenADelayThatDoubles() {
        for (var i = 0; i < 5; i++) {
            assertThat(guess("a").isAdmitted()).isTrue();
        }

        assertThat(guess("a").delay()).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(guess("a").isAdmitted()).isTrue();
        assertThat(guess("a").delay()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void allNetworksTogetherHaveTwentyTriesAndThenOneEachTenSeconds() {
        for (var i = 0; i < 20; i++) {
            assertThat(guess("network " + i).isAdmitted()).isTrue();
        }

        for (var seconds : new int[] {1, 2, 4, 8, 10, 10}) {
            assertThat(guess("late " + seconds).delay()).isEqualTo(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(guess("in time " + clock.instant()).isAdmitted()).isTrue();
        }
    }

    @Test
    void aSecondFactorIsTriedOnceAMinute() {
        var guess = Guess.ofSecondFactor("ada@example.org");
        for (var i = 0; i < 20; i++) {
            tries.take(tallies.ofAccount(guess, "network " + i));
        }
        for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(tries.take(tallies.ofAccount(guess, "late " + seconds)).delay())
                    .isEqualTo(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(tries.take(tallies.ofAccount(guess, "in time " + clock.instant()))
                            .isAdmitted())
                    .isTrue();
        }
    }

    @Test
    void underAttackANetworkWaitsTenMinutesAfterOneTry() {
        for (var i = 0; i < 20; i++) {
            guess("network " + i);
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(guess("a").isAdmitted()).isTrue();
        clock.advance(Duration.ofSeconds(10));

        assertThat(guess("a").delay()).isEqualTo(Duration.ofSeconds(590));
    }

    @Test
    void triesThatComeTooEarlyAreTheNetworksOwn() {
        for (var i = 0; i < 20; i++) {
            guess("network " + i);
        }
        for (var i = 0; i < 7; i++) {
            guess("hammering");
        }
        clock.advance(Duration.ofSeconds(1));

        assertThat(guess("patient").isAdmitted()).isTrue();
    }

    @Test
    void whatIsGivenBackWasNeverCounted() {
        for (var i = 0; i < 30; i++) {
            tries.settle(guess("a"), false);
        }

        assertThat(guess("a").isAdmitted()).isTrue();
    }

    @Test
    void successClearsWhatTheNetworkHasGuessedBefore() {
        for (var i = 0; i < 4; i++) {
            guess("a");
        }
        tries.settle(guess("a"), true);

        for (var i = 0; i < 5; i++) {
            assertThat(guess("a").isAdmitted()).isTrue();
        }
    }

    @Test
    void aNetworkHasThirtyTriesAtAllAccounts() {
        var network = tallies.ofNetwork("login", "a");
        for (var i = 0; i < 30; i++) {
            assertThat(tries.look(network).isAdmitted()).isTrue();
            assertThat(tries.take(network).isAdmitted()).isTrue();
        }

        assertThat(tries.look(network).delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(tries.take(network).delay()).isEqualTo(Duration.ofSeconds(1));
    }

    private Taken guess(String network) {
        return tries.take(tallies.ofAccount(GUESS, network));
    }

    private static <T> T setting(Class<T> mapping) {
        return new SmallRyeConfigBuilder().withMapping(mapping).build().getConfigMapping(mapping);
    }
}

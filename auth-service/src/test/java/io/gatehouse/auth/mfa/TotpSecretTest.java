package io.gatehouse.auth.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpSecretTest {

    /** The secret of the RFC's vectors. */
    private final TotpSecret secret = new TotpSecret("12345678901234567890".getBytes(US_ASCII));

    /** Appendix B of RFC 6238 for SHA-1; it shows eight digits, of which ours are the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codesAreThoseOfTheRfc(long second, String digits) {
        var step = TotpSecret.step(Instant.ofEpochSecond(second));

        assertThat(secret.code(step)).isEqualTo(digits.substring(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void oneStepOfSkewIsForgiven(int steps) {
        var now = Instant.ofEpochSecond(1_111_111_111);
        var step = TotpSecret.step(now) + steps;

        assertThat(secret.find(secret.code(step), now)).hasValue(step);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void twoStepsAreNot(int steps) {
        var now = Instant.ofEpochSecond(1_111_111_111);

        assertThat(secret.find(secret.code(TotpSecret.step(now) + steps), now)).isEmpty();
    }

    @Test
    void secretsAreLongAndDiffer() {
        assertThat(TotpSecret.random().bytes())
                .hasSize(20)
                .isNotEqualTo(TotpSecret.random().bytes());
    }
}

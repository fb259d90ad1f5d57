package io.gatehouse.auth.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecoveryCodeTest {

    private static final UUID ACCOUNT = UUID.randomUUID();

    private final RecoveryCode code = RecoveryCode.random();

    @Test
    void aCodeHasEightyBitsInFourGroups() {
        assertThat(code.value())
                .matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}")
                .isNotEqualTo(RecoveryCode.random().value());
    }

    @Test
    void itDoesNotMatterHowItIsTyped() {
        var typed = new RecoveryCode(code.value().replace("-", " ").toLowerCase(Locale.ROOT));

        assertThat(typed.hash(ACCOUNT)).isEqualTo(code.hash(ACCOUNT));
    }

    @Test
    void itIsAnotherForAnotherAccount() {
        assertThat(code.hash(UUID.randomUUID())).isNotEqualTo(code.hash(ACCOUNT));
    }
}

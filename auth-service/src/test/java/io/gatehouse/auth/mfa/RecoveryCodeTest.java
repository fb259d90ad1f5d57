package io.gatehouse.auth.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.auth.MfaCode;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecoveryCodeTest {

    private static final UUID ACCOUNT = UUID.randomUUID();

    private final RecoveryCode code = RecoveryCode.random();

    @Test
    void aCodeHasMoreBitsThanAFastHashNeeds() {
        assertThat(code.value())
                .matches("([A-Z2-7]{4}-){5}[A-Z2-7]{4}")
                .isNotEqualTo(RecoveryCode.random().value());
    }

    @Test
    void codesOfEarlierVersionsHaveAValidFormStill() {
        assertThat(code.value()).matches(MfaCode.RECOVERY);
        assertThat("ABCD-EFGH-IJKL-MN23").matches(MfaCode.RECOVERY);
        assertThat("ABCD-EFGH-IJKL-MN23-ABCD").doesNotMatch(MfaCode.RECOVERY);
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

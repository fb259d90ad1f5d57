package io.gatehouse.auth.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64 at all!", "c2hvcnQ=", "dGVzdC1vbmx5LW1hc3Rlci1rZXktb2YtMzItYnl0ZXMAAA=="})
    void whatIsNoKeyIsRefusedWithoutBeingRepeated(String value) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new MasterKey(() -> Optional.of(value)))
                .withMessage("GATEHOUSE_MASTER_KEY is not 32 bytes in base64; openssl rand -base64 32 makes one")
                .withNoCause();
    }

    @Test
    void withoutAKeyNothingStarts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new MasterKey(Optional::empty))
                .withMessage("GATEHOUSE_MASTER_KEY is not set");
    }

    @Test
    void everyUseHasAKeyOfItsOwn() {
        var master = new MasterKey(() -> Optional.of(Base64.getEncoder().encodeToString(new byte[32])));
        var message = new byte[] {7};

        assertThat(master.authenticate("one use", message))
                .isEqualTo(master.authenticate("one use", message))
                .isNotEqualTo(master.authenticate("another use", message));
    }
}

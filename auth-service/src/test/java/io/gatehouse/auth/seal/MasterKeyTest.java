package io.gatehouse.auth.seal;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    private static final String GOOD = "dGVzdC1vbmx5LW1hc3Rlci1rZXktb2YtMzItYnl0ZXM=";

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64 at all!", "c2hvcnQ=", "dGVzdC1vbmx5LW1hc3Rlci1rZXktb2YtMzItYnl0ZXMAAA=="})
    void whatIsNoKeyIsRefusedWithoutBeingRepeated(String value) {
        refused(new Keys(value, null, List.of()), "GATEHOUSE_MASTER_KEY");
        refused(new Keys(GOOD, value, List.of()), "GATEHOUSE_MASTER_KEY_NEXT");
        refused(new Keys(GOOD, null, List.of(GOOD, value)), "GATEHOUSE_MASTER_KEY_PREVIOUS");
    }

    @Test
    void withoutAKeyNothingStarts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new MasterKey(new Keys(null, GOOD, List.of(GOOD))))
                .withMessage("GATEHOUSE_MASTER_KEY is not set");
    }

    private static void refused(SealConfig keys, String setting) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new MasterKey(keys))
                .withMessage(setting + " is not 32 bytes in base64; openssl rand -base64 32 makes one")
                .withNoCause();
    }
}

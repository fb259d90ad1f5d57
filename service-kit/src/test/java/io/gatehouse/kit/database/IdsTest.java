package io.gatehouse.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final byte[] ONES = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

    @Test
    void anIdIsLaidOutAsRfc9562Says() {
        var id = Ids.of(0x0123456789ABL, ONES);

        assertThat(id).isEqualTo(UUID.fromString("01234567-89ab-7fff-bfff-ffffffffffff"));
    }

    @Test
    void laterIdsSortAfterEarlierOnes() {
        assertThat(Ids.of(1_000, ONES).toString())
                .isLessThan(Ids.of(1_001, new byte[10]).toString());
    }

    @Test
    void idsOfOneMomentDiffer() {
        assertThat(Ids.next()).isNotEqualTo(Ids.next());
    }
}

package io.gatehouse.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.edge.ShedTally.Kind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShedTallyTest {

    private static final Kind LISTS = new Kind("user-service", "users-list");
    private static final Kind KEYS = new Kind("gateway", "well-known");

    private final ShedTally tally = new ShedTally();

    @Test
    void firstOfAKindIsToldAndTheOthersTogether() {
        assertThat(tally.isFirst(LISTS)).isTrue();
        assertThat(tally.isFirst(KEYS)).isTrue();
        assertThat(tally.isFirst(LISTS)).isFalse();
        assertThat(tally.isFirst(LISTS)).isFalse();

        assertThat(others()).isEqualTo(Map.of(LISTS, 2L));
    }

    @Test
    void itBeginsAnewWhenTheOthersHaveBeenTold() {
        tally.isFirst(LISTS);
        tally.isFirst(LISTS);
        others();

        assertThat(others()).isEmpty();
        assertThat(tally.isFirst(LISTS)).isTrue();
        assertThat(others()).isEmpty();
    }

    private Map<Kind, Long> others() {
        var told = new HashMap<Kind, Long>();
        tally.tellOthers(told::put);
        return told;
    }
}

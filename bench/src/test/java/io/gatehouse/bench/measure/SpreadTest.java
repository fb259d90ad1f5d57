package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianIsTheRunInTheMiddle() {
        assertThat(Spread.of(Stream.of(30.0, 10.0, 11.0), run -> run)).isEqualTo(new Spread(11, 10, 30));
    }
}

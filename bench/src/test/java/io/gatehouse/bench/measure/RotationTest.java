package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RotationTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Rotation rotation = new Rotation(2, () -> "fresh" + made.incrementAndGet());

    @Test
    void aTokenIsUsedOnceAndItsSuccessorComesLast() {
        rotation.fill();

        assertThat(rotation.take()).isEqualTo("fresh1");
        rotation.keep("{\"access_token\":\"a\",\"refresh_token\":\"next\"}");

        assertThat(rotation.handOver()).containsExactly("fresh2", "next");
        assertThat(rotation.take()).isNull();
    }

    @Test
    void whatASenderHasLostIsReplaced() {
        rotation.fill();
        rotation.handOver();
        rotation.takeBack(List.of("left"));

        rotation.fill();

        assertThat(rotation.handOver()).containsExactly("left", "fresh3");
    }

    @Test
    void aRefusalBringsNoSuccessor() {
        rotation.keep("{\"code\":\"refresh_token_reused\"}");

        assertThat(rotation.take()).isNull();
    }
}

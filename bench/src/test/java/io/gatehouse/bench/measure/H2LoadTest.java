package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class H2LoadTest {

    private static final Duration TIME = Duration.ofSeconds(5);

    @Test
    void itsSummaryIsUnderstood() {
        var answers = H2Load.answers("""
                finished in 5.00s, 12345.60 req/s, 14.20MB/s
                requests: 61728 total, 61760 started, 61728 done, 61700 succeeded, 28 failed, 3 errored, 0 timeout
                status codes: 61700 2xx, 0 3xx, 20 4xx, 5 5xx
                """, TIME);

        assertThat(answers).isEqualTo(new Answers(TIME, 61_728, 25, 3));
        assertThat(answers.perSecond()).isEqualTo(61_728 / 5.0);
    }

    @Test
    void whatItSaysOtherwiseIsTold() {
        assertThatIllegalStateException()
                .isThrownBy(() -> H2Load.answers("could not connect", TIME))
                .withMessageContaining("could not connect");
    }
}

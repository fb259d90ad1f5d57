package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void aPercentileIsToldWhereARequestIsAboveIt() {
        assertThat(of(1_000).figures().keySet()).containsExactly(Figure.P50, Figure.P99, Figure.P999);
        assertThat(of(999).figures().keySet()).containsExactly(Figure.P50, Figure.P99);
        assertThat(of(100).figures().keySet()).containsExactly(Figure.P50, Figure.P99);
        assertThat(of(99).figures().keySet()).containsExactly(Figure.P50);
    }

    @Test
    void theyAreMilliseconds() {
        assertThat(of(100).figures()).isEqualTo(Map.of(Figure.P50, 50.0, Figure.P99, 99.0));
    }

    /** So many requests, of which the first took a millisecond, and each one more than the one before. */
    private static Run of(int requests) {
        var micros = new Histogram(5);
        for (int i = 1; i <= requests; i++) {
            micros.recordValue(i * 1_000L);
        }
        var run = new Run();
        Latencies.into(run, new OpenLoop.Answers(micros, 0));
        return run;
    }
}

package io.gatehouse.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who decides whether a trace is kept that a client has begun. */
class SamplingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final CollectedSpans spans = new CollectedSpans();

    @ParameterizedTest
    @CsvSource({
        // who sends it, what it wishes, our share, whether it is kept
        "stranger, 01, 0, false",
        "stranger, 00, 1, true",
        "proxy, 01, 0, true",
        "proxy, 00, 1, false"
    })
    void strangerNamesTheTraceAndDecidesNothing(String sender, String wish, double share, boolean kept) {
        var headers =
                MultiMap.caseInsensitiveMultiMap().add("traceparent", "00-" + TRACE + "-b7ad6b7169203331-" + wish);

        var span = spans.traces(share)
                .begin("GET", headers, "proxy".equals(sender))
                .span();
        span.end();

        assertThat(span.getSpanContext().getTraceId()).isEqualTo(TRACE);
        assertThat(span.getSpanContext().isSampled()).isEqualTo(kept);
        assertThat(spans.ended()).hasSize(kept ? 1 : 0);
    }
}

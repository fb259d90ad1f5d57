package io.gatehouse.contracts.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiExceptionTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.5S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT1.5S, 2", "PT12S, 12"})
    void nobodyIsToldToComeBackTooEarly(Duration delay, long seconds) {
        var refusal = new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(delay);

        assertThat(refusal.retryAfterSeconds()).isEqualTo(seconds);
    }
}

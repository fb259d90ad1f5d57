package io.gatehouse.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.net.ConnectException;
import org.jboss.logging.Logger.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutagesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection reset by peer",
                "Connection reset",
                "Broken pipe",
                // As the native transports tell it.
                "recvAddress(..) failed with error(-104): Connection reset by peer"
            })
    void aSocketThatBreaksIsAnOutage(String message) {
        assertThat(Outages.isOutage(new IllegalStateException(new IOException(message))))
                .isTrue();
    }

    @Test
    void whatCannotBeReachedIsAnOutage() {
        assertThat(Outages.isOutage(new RuntimeException(new ConnectException("refused"))))
                .isTrue();
    }

    @Test
    void aFullQueueForConnectionsIsAnOutage() {
        assertThat(Outages.isOutage(
                        new ConnectionPoolTooBusyException("Connection pool reached max wait queue size of 1000")))
                .isTrue();
    }

    @Test
    void workInTheBackgroundTellsWhatIsNoOutage() {
        assertThat(Outages.level(new ConnectException("refused"))).isEqualTo(Level.DEBUG);
        assertThat(Outages.level(new IllegalStateException("permission denied")))
                .isEqualTo(Level.WARN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"The page cannot be read", "No space left on device"})
    void otherTroubleWithInputAndOutputIsAMistakeOfOurs(String message) {
        assertThat(Outages.isOutage(new IOException(message))).isFalse();
    }

    @Test
    void troubleWithoutAWordIsAMistakeOfOurs() {
        assertThat(Outages.isOutage(new IOException())).isFalse();
    }
}

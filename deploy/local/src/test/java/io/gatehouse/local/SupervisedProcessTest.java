package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    private SupervisedProcess process;

    @BeforeEach
    void start() {
        process = new SupervisedProcess("sleeper", folder.resolve("sleeper.log"), this::sleeper);
        process.start();
    }

    @AfterEach
    void stop() {
        process.stop();
    }

    @Test
    void processThatDiesIsStartedAgain() {
        kill();
        assertThat(process.died()).isTrue();

        process.revive(NOON);

        assertThat(process.died()).isFalse();
        assertThat(ManagedProcess.find(folder, "sleeper")).isPresent();
    }

    @Test
    void processThatKeepsDyingIsGivenUp() {
        process.revive(NOON);
        process.revive(NOON.plusSeconds(20));

        assertThatThrownBy(() -> process.revive(NOON.plusSeconds(40)))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("sleeper died 3 times within a minute");
    }

    @Test
    void deathsOfLongAgoDoNotCount() {
        process.revive(NOON);
        process.revive(NOON.plusSeconds(20));

        process.revive(NOON.plusSeconds(70));

        assertThat(process.died()).isFalse();
    }

    @Test
    void processThatWasStoppedDidNotDieAndStaysStopped() {
        process.stop();

        process.start();

        assertThat(process.died()).isFalse();
        assertThat(ManagedProcess.find(folder, "sleeper")).isEmpty();
    }

    private void kill() {
        ManagedProcess.find(folder, "sleeper").orElseThrow().kill();
    }

    private ManagedProcess sleeper() {
        // A revival in a test follows no real death: the one before must not be left behind.
        ManagedProcess.find(folder, "sleeper").ifPresent(ManagedProcess::kill);
        var log = folder.resolve("sleeper.log");
        try {
            return ManagedProcess.start(
                    new Program("sleeper", List.of("sleep", "300"), Map.of(), folder, log, StopSignal.TERM), folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

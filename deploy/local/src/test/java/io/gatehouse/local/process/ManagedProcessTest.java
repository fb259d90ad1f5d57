package io.gatehouse.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private ManagedProcess process;

    @BeforeEach
    void start() throws IOException {
        process = ManagedProcess.start(program("sleeper", "exec sleep 300"), folder);
    }

    @AfterEach
    void stop() {
        process.kill();
    }

    @Test
    void laterLauncherFindsWhatAnEarlierOneLeft() {
        var found = ManagedProcess.find(folder, "sleeper");

        assertThat(found).map(ManagedProcess::pid).contains(process.pid());
    }

    @Test
    void stoppedProcessLeavesNothingToFind() {
        process.stop(PATIENCE);

        assertThat(process.alive()).isFalse();
        assertThat(ManagedProcess.find(folder, "sleeper")).isEmpty();
        assertThat(folder.resolve("sleeper.pid")).doesNotExist();
    }

    @Test
    void otherProcessUnderTheSameIdIsNotTaken() throws IOException {
        var longAgo = Instant.now().minusSeconds(3600);
        Files.writeString(
                folder.resolve("sleeper.pid"), "pid=%d%nstarted=%s%nsignal=TERM%n".formatted(process.pid(), longAgo));

        assertThat(ManagedProcess.find(folder, "sleeper")).isEmpty();
        assertThat(process.alive()).isTrue();
    }

    @Test
    void processThatDoesNotListenIsKilled() throws IOException {
        var deaf = ManagedProcess.start(program("deaf", "trap '' TERM; while :; do sleep 1; done"), folder);

        deaf.stop(Duration.ofMillis(500));

        assertThat(deaf.alive()).isFalse();
    }

    @Test
    void processThatIsKilledTakesWithItWhatItHasStarted() throws IOException {
        var parent = ManagedProcess.start(program("parent", "sleep 300 & sleep 300 & wait"), folder);
        var handle = ProcessHandle.of(parent.pid()).orElseThrow();
        var children = Eventually.ask(PATIENCE, () -> handle.descendants().toList(), started -> started.size() == 2);

        parent.kill();

        assertThat(parent.alive()).isFalse();
        assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void processGetsItsOwnSettings() throws Exception {
        var log = folder.resolve("env.log");
        var settings = Map.of("GATEHOUSE_MINE", "yes");
        var printed = ManagedProcess.start(
                new Program("env", List.of("sh", "-c", "env; exec sleep 300"), settings, folder, log, StopSignal.TERM),
                folder);
        while (!Files.readString(log).contains("GATEHOUSE_MINE") && printed.alive()) {
            Thread.onSpinWait();
        }

        printed.stop(PATIENCE);

        assertThat(Files.readAllLines(log).stream().filter(line -> line.startsWith("GATEHOUSE_")))
                .containsExactly("GATEHOUSE_MINE=yes");
    }

    private Program program(String name, String script) {
        return new Program(
                name, List.of("sh", "-c", script), Map.of(), folder, folder.resolve(name + ".log"), StopSignal.TERM);
    }
}

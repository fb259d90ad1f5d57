package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.NativeBinaries;
import io.gatehouse.local.test.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** {@code ./gatehouse up} after a build: the set serves, and meanwhile its services learn to start sooner. */
@DisabledIfEnvironmentVariable(
        named = NativeBinaries.SETTING,
        matches = "true",
        disabledReason = "native binaries have no use for such a cache")
class TrainingTest {

    private static final Duration TRAINING = Duration.ofMinutes(8);
    private static final String TOLD = "the services learn to start in half the time";

    private ScratchCheckout checkout;
    private Script script;

    @BeforeEach
    void copyCheckout() throws Exception {
        checkout = ScratchCheckout.packagedIn(SharedGatehouse.home("trained").resolve("checkout"));
        script = new Script(
                checkout.root(),
                SharedGatehouse.home("trained").resolve("state"),
                Ports.freeOffset(),
                Map.of("GATEHOUSE_TRAIN", "true"));
    }

    @Test
    @Timeout(720)
    void servicesLearnWhileTheSetRunsAndStartFromIt() {
        var first = script.up();
        var brokenOff = script.run("down");

        assertThat(first.output()).contains(TOLD);
        assertThat(brokenOff.output()).contains("Gatehouse is down.");
        assertThat(processesOf(checkout.root())).isEmpty();
        assertThat(Deployment.SERVICES).noneMatch(service -> Files.exists(checkout.cache(service)));

        try (var gatehouse = Gatehouse.start(script)) {
            assertThat(new Api(gatehouse).signUp(Api.newEmail()).status()).isEqualTo(201);
            var caches = Eventually.ask(TRAINING, this::caches, found -> found == Deployment.SERVICES.size());
            assertThat(caches).as(script.run("logs", "training").output()).isEqualTo(Deployment.SERVICES.size());
        }

        var again = script.up();
        var commands = processesOf(checkout.root());
        script.run("down");

        assertThat(again.output()).contains("Gatehouse is ready").doesNotContain(TOLD);
        assertThat(Deployment.SERVICES).allMatch(service -> commands.stream()
                .anyMatch(command -> command.contains("-XX:AOTCache=" + checkout.cache(service))));
    }

    private long caches() {
        return Deployment.SERVICES.stream()
                .filter(service -> Files.exists(checkout.cache(service)))
                .count();
    }

    private static List<String> processesOf(Path checkout) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(checkout.toString()))
                .toList();
    }
}

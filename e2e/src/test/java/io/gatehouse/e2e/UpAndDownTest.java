package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The script itself: what it starts, what it leaves, and what it says when it cannot. */
class UpAndDownTest {

    @Test
    void killedLauncherLeavesNothingThatBlocksTheNextUpAndTerminateEndsThat() throws Exception {
        try (var gatehouse = Gatehouse.start(SharedGatehouse.home("killed"), Map.of())) {
            var email = Api.newEmail();
            new Api(gatehouse).signUp(email);
            gatehouse.kill("launcher");

            var left = gatehouse.script().run("status");
            var again = gatehouse.script().upAttached();
            var told = awaitReady(again);

            assertThat(left.exitCode()).isEqualTo(1);
            assertThat(left.output())
                    .contains("The launcher is gone")
                    .containsPattern("gateway .* ready")
                    .containsPattern("smtp .* NO ANSWER")
                    .contains("./gatehouse down ends it");
            assertThat(told).contains("Ended the gateway that an earlier run left behind");
            assertThat(new Api(gatehouse).signIn(email, Api.PASSWORD).status())
                    .as("data lives on")
                    .isEqualTo(200);
            assertThat(gatehouse.script().up().output())
                    .contains("already up here")
                    .contains("ready");
            assertThat(gatehouse.script().run("logs", "gateway").output()).isNotBlank();
            assertThat(gatehouse.script().run("logs", "launcher").output()).contains(told.getFirst(), told.getLast());
            terminateEndsEverything(gatehouse, again);
        }
    }

    private static void terminateEndsEverything(Gatehouse gatehouse, Process up) throws InterruptedException {
        var services = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(gatehouse.script().home().toString()))
                .toList();

        up.destroy();

        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isZero();
        assertThat(services).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(gatehouse.script().run("down").output()).contains("was not up");
    }

    @Test
    void takenPortIsNamedWithTheWayOut() throws Exception {
        var script = new Script(SharedGatehouse.home("taken"), Ports.freeOffset(), Map.of());
        var port = 8081 + script.portOffset();
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var up = script.up();

            assertThat(taken.isBound()).isTrue();
            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output())
                    .contains("Port " + port + " (auth-service) is taken")
                    .contains("--port-offset");
        }
    }

    @Test
    void serviceThatCannotStartIsNamedWithTheEndOfItsLog() throws Exception {
        var routes = Files.writeString(
                SharedGatehouse.home("routes-with-a-fault.yaml"), "upstreams: {}\nroutes: []\nnonsense: true\n");
        var script = new Script(
                SharedGatehouse.home("broken"), Ports.freeOffset(), Map.of("GATEHOUSE_ROUTES_FILE", routes.toString()));

        var up = script.up();

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output())
                .contains("gateway ended while it was starting: " + routes + ":3: unknown key 'nonsense'")
                .contains("logs/gateway.log");
        assertThat(script.run("status").output()).contains("Gatehouse is down");
    }

    @Test
    void wrongUseIsToldInOneLine() throws IOException {
        var script = new Script(SharedGatehouse.home("unused"), 0, Map.of());

        assertThat(script.run("dance")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output()).hasLineCount(1).contains("no command 'dance'");
        });
        assertThat(script.run("up", "--port-offset", "many").output()).contains("takes a number from 0 to");
        assertThat(script.run("help").output()).contains("./gatehouse up");
    }

    /** What it has said until then. */
    private static List<String> awaitReady(Process up) throws IOException {
        var told = new ArrayList<String>();
        var reader = up.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            told.add(line);
            if (line.contains("Ctrl-C ends everything")) {
                return told;
            }
        }
        throw new IllegalStateException("up ended before it was ready");
    }
}

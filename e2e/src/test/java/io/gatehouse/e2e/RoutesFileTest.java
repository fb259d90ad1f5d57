package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The routes file as an operator has to do with it, where a set runs in the background. */
@ExtendWith(SharedGatehouse.class)
class RoutesFileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NONSENSE = "\nnonsense: true\n";

    private final Gatehouse gatehouse;
    private final Path file;
    private final String original;

    RoutesFileTest(Gatehouse gatehouse) throws IOException {
        this.gatehouse = gatehouse;
        this.file = Path.of(gatehouse.script().settings().get("GATEHOUSE_ROUTES_FILE"));
        this.original = Files.readString(file);
    }

    @AfterEach
    void putBack() throws IOException {
        Files.writeString(file, original);
    }

    @Test
    void hangUpLoadsTheFileAndChangesNothingWhereItIsWrong() throws IOException {
        long known = log().length();
        Files.writeString(file, original + NONSENSE);

        hangUp();

        assertThat(awaitLog(known, "The routes file after SIGHUP: REFUSED"))
                .contains("The routes file is not used")
                .contains("unknown key 'nonsense'");
        assertThat(new Api(gatehouse).get(Routes.LIMITED).status()).isEqualTo(200);

        known = log().length();
        putBack();
        hangUp();

        assertThat(awaitLog(known, "The routes file after SIGHUP: UNCHANGED")).isNotEmpty();
    }

    @Test
    void fileIsCheckedWithoutStartingAnything() throws IOException {
        var wrong = Files.writeString(SharedGatehouse.home("wrong-routes.yaml"), original + NONSENSE);

        assertThat(check(file).output()).contains(file + ": ").endsWith(" services, no mistakes\n");
        assertThat(check(file).exitCode()).isZero();
        assertThat(check(wrong).output()).contains(wrong + ":").contains(": unknown key 'nonsense'");
        assertThat(check(wrong).exitCode()).isEqualTo(1);
        assertThat(gatehouse.script().run("routes", "check").output())
                .isEqualTo("gatehouse: it is './gatehouse routes check FILE'\n");
    }

    private Script.Result check(Path routes) {
        return gatehouse.script().run("routes", "check", routes.toString());
    }

    private void hangUp() {
        Script.bash(List.of("kill -HUP " + gatehouse.process("gateway").pid()));
    }

    /** What the gateway has written since, once that is in it. */
    private String awaitLog(long known, String line) {
        var said = Eventually.ask(PATIENCE, () -> log().substring((int) known), text -> text.contains(line));
        assertThat(said).contains(line);
        return said;
    }

    private String log() {
        try {
            return Files.readString(gatehouse.script().home().resolve("logs/gateway.log"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCheckTest {

    private static final Map<String, String> VARIABLES = Map.of("THINGS_URL", "http://things:1");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("my.yaml"), """
                upstreams:
                  things: {url: "${THINGS_URL}"}
                routes:
                  - {id: things, match: {paths: [/things]}, upstream: things, identity: none}
                """);
    }

    @Test
    void goodFileIsCounted() throws IOException {
        assertThat(check(VARIABLES)).isEqualTo("0 " + file + ": 1 routes to 1 services, no mistakes");
    }

    @Test
    void mistakesAreToldWithTheirLines() throws IOException {
        Files.writeString(file, Files.readString(file).replace("identity: none", "identity: some"));

        assertThat(check(Map.of()).lines())
                .containsExactly(
                        "1 " + file + ":2: the variable THINGS_URL is not set and has no default",
                        file + ":4: 'some' is none of [none, optional, required]");
    }

    private String check(Map<String, String> variables) throws IOException {
        var told = new ByteArrayOutputStream();
        int code = RouteCheck.check(file, variables, new PrintStream(told, true, StandardCharsets.UTF_8));
        return code + " " + told.toString(StandardCharsets.UTF_8).strip();
    }
}

package io.gatehouse.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.e2e.Gatehouse;
import io.gatehouse.e2e.Script;
import io.gatehouse.e2e.SharedGatehouse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is found by whoever tries the paths that others have forgotten to close: nothing but what is meant to be seen. */
@Attack
class ForgottenPathTest {

    private static final Path WORDS = Script.CHECKOUT.resolve("e2e/src/test/resources/attack/forgotten-paths.txt");
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Pattern EXTENSION = Pattern.compile("\\.\\w+$");

    /** Pages that everybody may see. */
    private static final Set<String> PUBLIC = Set.of(
            "docs",
            "docs/",
            "docs/index.html",
            "openapi.json",
            "problems",
            "problems/not_found",
            "account/verify",
            ".well-known/jwks.json",
            ".well-known/oauth-authorization-server");

    private final Gatehouse gatehouse;

    ForgottenPathTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        Tool.FFUF.assumeInstalled();
    }

    @Test
    void theDoorShowsWhatIsMeantToBeSeen() throws IOException {
        var found = scan("gateway", gatehouse.gateway("/FUZZ"));

        assertThat(found)
                .filteredOn(answer -> answer.status() < 400)
                .extracting(Found::path)
                .isSubsetOf(PUBLIC)
                .contains("openapi.json", ".well-known/jwks.json");
        assertThat(found).allMatch(answer -> answer.status() < 500);
        // What needs a token says so by the same answer everywhere; everything else is not there.
        assertThat(found)
                .filteredOn(answer -> answer.status() >= 400)
                .extracting(Found::status)
                .isSubsetOf(400, 401, 404, 405);
        assertThat(found)
                .filteredOn(answer -> answer.status() == 401)
                .extracting(Found::path)
                .allMatch(path -> path.startsWith("v1/"));
    }

    @Test
    void aServiceShowsNoMoreToWhoReachesIt() throws IOException {
        for (var service : List.of(gatehouse.authService("/FUZZ"), gatehouse.userService("/FUZZ"))) {
            var found = scan("service-" + service.getPort(), service);

            // To services a slash at the end means nothing.
            assertThat(found)
                    .filteredOn(answer -> answer.status() < 400)
                    .extracting(answer -> answer.path().replaceFirst("/$", ""))
                    .isSubsetOf(PUBLIC);
            assertThat(found).allMatch(answer -> answer.status() < 500);
        }
    }

    /** An answer to one of the paths. */
    private record Found(String path, int status) {}

    private static List<Found> scan(String name, URI target) throws IOException {
        var folder =
                Files.createDirectories(SharedGatehouse.home("forgotten-paths").resolve(name));
        var words = Files.write(folder.resolve("words.txt"), words());
        Tool.FFUF.run(
                folder,
                LONGEST,
                "-u",
                target.toString(),
                "-w",
                words.toString(),
                "-mc",
                "all",
                // With several it loses results.
                "-t",
                "1",
                "-s",
                "-of",
                "json",
                "-o",
                "found.json");
        var found = StreamSupport.stream(results(folder).spliterator(), false)
                .map(answer -> new Found(
                        answer.at("/input/FUZZ").asText(), answer.path("status").asInt()))
                .toList();
        assertThat(found).hasSameSizeAs(Files.readAllLines(words));
        System.out.printf("%d paths tried at %s%n", found.size(), name);
        return found;
    }

    private static JsonNode results(Path folder) throws IOException {
        return ApiDocument.JSON.readTree(folder.resolve("found.json").toFile()).path("results");
    }

    /** The words, and what is left lying beside a file of that name. */
    private static Set<String> words() throws IOException {
        try (var lines = Files.lines(WORDS)) {
            var words = new TreeSet<String>();
            lines.filter(line -> !line.isBlank() && !line.startsWith("# ")).forEach(line -> {
                words.add(line);
                Stream.of("~", ".bak", ".old", ".orig", ".swp", ".save", ".txt", ".zip", ".tar.gz", "/")
                        .map(line::concat)
                        .forEach(words::add);
                words.add(EXTENSION.matcher(line).replaceFirst(".bak"));
            });
            return words;
        }
    }
}

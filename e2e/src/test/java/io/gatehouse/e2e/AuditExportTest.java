package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/operations.md} gives those who bring the audit trail to a SIEM, pasted. */
@ExtendWith(SharedGatehouse.class)
class AuditExportTest {

    private static final Path DOCUMENT = Script.CHECKOUT.resolve("docs/operations.md");
    private static final Pattern SCRIPT = Pattern.compile("```bash\n([^`]*audit-events/export[^`]*)```");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gatehouse gatehouse;

    @TempDir
    Path state;

    AuditExportTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @Test
    void everyEventArrivesOnceInTheOrderOfTheTrailAlsoWhereOneGoesOn() throws Exception {
        assumeTrue(Programs.find("jq").isPresent(), "skipped: no jq in PATH (Debian: apt-get install jq)");
        Files.writeString(state.resolve("password"), gatehouse.secret("admin_password") + "\n");
        new Api(gatehouse).signUp(Api.newEmail());
        Eventually.await(this::someAreOld);

        var first = ship();
        assertThat(ids(first)).hasSizeGreaterThan(1).isEqualTo(trail(first.getLast()));

        forgetSecondHalf(first);
        var second = ship();
        assertThat(ids(second)).hasSizeGreaterThanOrEqualTo(first.size()).isEqualTo(trail(second.getLast()));
    }

    /** An export ends a little before now. */
    private boolean someAreOld() {
        return tables().number("SELECT count(*) FROM auth.audit_event WHERE created_at < now() - interval '10 seconds'")
                > 2;
    }

    /** All that has arrived so far. */
    private List<JsonNode> ship() throws IOException {
        var script = SCRIPT.matcher(Files.readString(DOCUMENT));
        assertThat(script.find()).isTrue();

        var shipped = Script.bash(List.of(
                "export URL=" + gatehouse.gateway(""),
                "export EMAIL=admin@gatehouse.localdomain",
                "export STATE=" + state,
                script.group(1)));

        assertThat(shipped.exitCode()).as(shipped.output()).isZero();
        try (var lines = Files.lines(state.resolve("events.ndjson"))) {
            return lines.map(AuditExportTest::read).toList();
        }
    }

    // As if the connection had broken off there.
    private void forgetSecondHalf(List<JsonNode> events) throws IOException {
        var half = events.subList(0, events.size() / 2);
        Files.write(
                state.resolve("events.ndjson"),
                half.stream().map(JsonNode::toString).toList());
        Files.writeString(state.resolve("cursor"), half.getLast().path("cursor").asText() + "\n");
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").asText()).toList();
    }

    /** The ids of all events up to this one, as they are in the database. */
    private List<String> trail(JsonNode last) {
        return tables().texts("""
                SELECT id FROM auth.audit_event
                WHERE (created_at, id) <= (SELECT created_at, id FROM auth.audit_event WHERE id = ?::uuid)
                ORDER BY created_at, id""", last.path("id").asText());
    }

    private Tables tables() {
        return new Tables(gatehouse.databaseUrl("gatehouse"));
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

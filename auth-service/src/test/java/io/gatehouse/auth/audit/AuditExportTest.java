package io.gatehouse.auth.audit;

import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.Eventually;
import io.gatehouse.local.test.RoleTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AuditExportTest {

    /** As far as clocks may differ. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    @Inject
    AuditRepository repository;

    private final UUID account = UUID.randomUUID();
    private String support;
    private Person person;

    @BeforeEach
    void signIn() throws SQLException {
        support = AdminApi.tokenWith("support");
        person = newPerson();
    }

    @Test
    void eachLineIsAnEventAsThePagesHaveItWithItsCursor() throws SQLException {
        write(Instant.parse("2026-01-10T00:00:00.123456Z"), "signed_in");

        var answer = export(Map.of("account", account))
                .statusCode(200)
                .contentType("application/x-ndjson")
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"audit-events.ndjson\"")
                .extract()
                .asString();

        assertThat(answer).endsWith("}\n");
        var line = new JsonObject(answer);
        assertThat(line.remove("cursor")).isInstanceOf(String.class);
        Map<String, Object> listed = search("signed_in").extract().path("items[0]");
        assertThat(line.getMap()).isEqualTo(new JsonObject(listed).getMap());
    }

    @Test
    void allEventsOfManyPagesComeOnceTheOldestFirst() throws SQLException {
        writeMany(1_201);

        var lines = lines(Map.of("account", account));

        assertThat(lines).hasSize(1_201);
        assertThat(times(lines)).isSorted();
        assertThat(new TreeSet<>(ids(lines))).hasSize(1_201);
    }

    @Test
    void anyLineCanBeGoneOnBehind() throws SQLException {
        writeMany(20);
        var all = lines(Map.of("account", account));

        for (var last = 0; last < all.size(); last++) {
            var rest = lines(Map.of(
                    "account", account, "cursor", all.get(last).getString("cursor"), "to", "2026-05-01T00:00:00Z"));

            assertThat(ids(rest)).isEqualTo(ids(all.subList(last + 1, all.size())));
        }
    }

    @Test
    void theFiltersAreThoseOfThePages() throws SQLException {
        for (var day = 10; day < 14; day++) {
            write(Instant.parse("2026-01-%d".formatted(day) + "T00:00:00Z"), day % 2 == 0 ? "signed_in" : "signed_out");
        }

        assertThat(days(Map.of("account", account))).containsExactly("10", "11", "12", "13");
        assertThat(days(Map.of("account", account, "action", "signed_out"))).containsExactly("11", "13");
        assertThat(days(Map.of("account", account, "actor", "x"))).hasSize(4);
        assertThat(days(Map.of("account", account, "actor", "y"))).isEmpty();
        assertThat(days(Map.of("account", account, "from", "2026-01-11T00:00:00Z", "to", "2026-01-13T00:00:00Z")))
                .containsExactly("11", "12");
    }

    @Test
    void whoGoesOnDoesNotGoBackToBeforeTheEarliestTime() throws SQLException {
        writeMany(3);
        var first = lines(Map.of("account", account)).getFirst().getString("cursor");

        var later = Map.of("account", account, "cursor", first, "from", "2026-03-01T00:00:03Z");

        assertThat(times(lines(later))).containsExactly("2026-03-01T00:00:03Z", "2026-03-01T00:00:03Z");
    }

    @Test
    void whatMayNotBeAllYetIsLeftForTheNext() throws SQLException {
        write(Instant.now(), "signed_in");
        write(Instant.now().minus(CLOCKS.multipliedBy(12)), "signed_out");

        assertThat(lines(Map.of("account", account)))
                .extracting(line -> line.getString("action"))
                .containsExactly("signed_out");
    }

    @Test
    void itEndsBeforeTheOldestTransactionThatMayStillAdd() throws SQLException {
        try (var open = RoleTransaction.of("gatehouse_auth")) {
            open.changed("SELECT 1");
            var begun = Instant.now();

            assertThat(settled()).isBeforeOrEqualTo(begun.minus(CLOCKS));

            open.rollback();
            assertThat(Eventually.ask(CLOCKS, this::settled, settled -> settled.isAfter(begun.minus(CLOCKS))))
                    .isAfter(begun.minus(CLOCKS));
        }
    }

    @Test
    void anExportIsToldWithWhatItIsOf() {
        lines(Map.of("account", account, "from", "2026-01-11T00:00:00Z"));

        search("audit_exported")
                .body("items", hasSize(1))
                .body("items[0].outcome", is("succeeded"))
                .body("items[0].actor.kind", is("account"))
                .body("items[0].detail", is(Map.of("filters", List.of("account", "from"), "continued", false)));
    }

    @ParameterizedTest
    @CsvSource({
        "account, ada",
        "action, sang",
        "from, yesterday",
        "to, -0044-03-15T00:00:00Z",
        "cursor, abc",
        "actor, 01234567890123456789012345678901234567890123456789012345678901234"
    })
    void whatCannotBeReadIsRefusedAndNotTold(String parameter, String value) {
        var parameters = new HashMap<String, Object>(Map.of("account", account));
        parameters.put(parameter, value);

        export(parameters)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("validation_failed"))
                .body("errors.field", contains(parameter));

        search("audit_exported").body("items", hasSize(0));
    }

    @Test
    void aCursorOfOtherFiltersIsNone() throws SQLException {
        writeMany(1);
        var cursor = lines(Map.of("account", account)).getFirst().getString("cursor");

        export(Map.of("cursor", cursor)).statusCode(400).body("errors[0].field", is("cursor"));
    }

    @Test
    void onlyWhoMayReadTheTrailTakesACopy() {
        exportAs(person.accessToken(), Map.of()).statusCode(403).body("code", is("forbidden"));
        exportAs(serviceToken(), Map.of()).statusCode(403).body("code", is("forbidden"));
        given().get("/v1/admin/audit-events/export").then().statusCode(401).body("code", is("invalid_token"));
    }

    @Test
    void thereIsNothingButLines() {
        given().auth()
                .oauth2(support)
                .accept("application/xml")
                .get("/v1/admin/audit-events/export")
                .then()
                .statusCode(406)
                .body("code", is("not_acceptable"));
    }

    @Test
    void theDocumentTellsOfLines() {
        given().get("/openapi.json")
                .then()
                .rootPath("paths.'/v1/admin/audit-events/export'.get")
                .body("parameters.name.sort()", is(List.of("account", "action", "actor", "cursor", "from", "to")))
                .body(
                        "responses.'200'.content.'application/x-ndjson'.schema.'$ref'",
                        is("#/components/schemas/AuditExportLine"))
                .noRootPath()
                .body(
                        "components.schemas.AuditExportLine.properties.keySet().containsAll(['cursor', 'id', 'created_at'])",
                        is(true));
    }

    private Instant settled() {
        return repository.settled().await().indefinitely();
    }

    private List<String> days(Map<String, ?> filters) {
        return times(lines(filters)).stream().map(time -> time.substring(8, 10)).toList();
    }

    private static List<String> times(List<JsonObject> lines) {
        return lines.stream().map(line -> line.getString("created_at")).toList();
    }

    private static List<String> ids(List<JsonObject> lines) {
        return lines.stream().map(line -> line.getString("id")).toList();
    }

    private List<JsonObject> lines(Map<String, ?> parameters) {
        return export(parameters)
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(JsonObject::new)
                .toList();
    }

    private ValidatableResponse export(Map<String, ?> parameters) {
        return exportAs(support, parameters);
    }

    private static ValidatableResponse exportAs(String token, Map<String, ?> parameters) {
        return given().auth()
                .oauth2(token)
                .queryParams(parameters)
                .get("/v1/admin/audit-events/export")
                .then();
    }

    private ValidatableResponse search(String action) {
        return AuditApi.search(support, Map.of("account", account, "action", action))
                .statusCode(200);
    }

    private void write(Instant time, String action) throws SQLException {
        Database.update("""
                INSERT INTO audit_event (id, action, outcome, actor_kind, actor_id, account_id, detail, created_at)
                VALUES (?, ?, 'succeeded', 'account', 'x', ?, '{"session_id": "s"}', ?::timestamptz)
                """, Ids.next(), action, account, time.toString());
    }

    /** Two and two at the same time. */
    private void writeMany(int events) throws SQLException {
        Database.update("""
                INSERT INTO audit_event (id, action, outcome, actor_kind, actor_id, account_id, detail, created_at)
                SELECT gen_random_uuid(), 'signed_in', 'succeeded', 'account', 'x', ?, '{}',
                       '2026-03-01 00:00Z'::timestamptz + n / 2 * 2 * interval '1 second' + interval '1 second'
                FROM generate_series(1, ?) AS n
                """, account, events);
    }
}

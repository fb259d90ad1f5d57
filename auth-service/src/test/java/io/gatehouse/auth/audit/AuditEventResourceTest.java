package io.gatehouse.auth.audit;

import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuditEventResourceTest {

    private String support;
    private Person person;

    @BeforeEach
    void signIn() throws SQLException {
        support = AdminApi.tokenWith("support");
        person = newPerson();
    }

    @Test
    void anEventTellsWhoDidWhatFromWhereInWhichRequest() {
        var requestId = given().auth()
                .oauth2(person.accessToken())
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0")
                .header("X-Forwarded-For", "203.0.113.7")
                .post("/v1/auth/logout")
                .then()
                .statusCode(204)
                .extract()
                .header("X-Request-Id");

        AuditApi.ofAccount(support, person.accountId())
                .header("Cache-Control", is("no-store"))
                .rootPath("items[0]")
                .body("action", is("signed_out"))
                .body("outcome", is("succeeded"))
                .body("actor.kind", is("account"))
                .body("actor.id", is(person.accountId().toString()))
                .body("account_id", is(person.accountId().toString()))
                .body("address", is("203.0.113.7"))
                .body("device", is("Firefox on Linux"))
                .body("request_id", is(requestId))
                .body("detail.keySet()", contains("session_id"))
                .body("subject", nullValue());
    }

    @Test
    void eachFilterLeavesOutTheOthers() throws SQLException {
        var account = UUID.randomUUID();
        var actor = UUID.randomUUID().toString();
        write(account, actor, "signed_in", "2026-01-10T00:00:00Z");
        write(account, actor, "signed_out", "2026-01-11T00:00:00Z");
        write(account, "somebody-else", "signed_in", "2026-01-12T00:00:00Z");
        write(UUID.randomUUID(), actor, "signed_in", "2026-01-13T00:00:00Z");

        assertThat(days(Map.of("account", account))).containsExactly("12", "11", "10");
        assertThat(days(Map.of("actor", actor))).containsExactly("13", "11", "10");
        assertThat(days(Map.of("actor", actor, "action", "signed_in"))).containsExactly("13", "10");
        assertThat(days(Map.of("account", account, "actor", actor, "action", "signed_in")))
                .containsExactly("10");
        assertThat(days(Map.of("account", account, "from", "2026-01-11T00:00:00Z", "to", "2026-01-12T00:00:00Z")))
                .containsExactly("11");
    }

    @Test
    void pagesHoldEveryEventOnceTheNewestFirst() throws SQLException {
        var account = UUID.randomUUID();
        var written = new ArrayList<String>();
        for (var at = 0; at < 5; at++) {
            // Two and two at the same time, in different partitions.
            written.addFirst(write(account, "x", "signed_in", "202%d-11-01T00:00:00.123456Z".formatted(at / 2)));
        }

        var listed = new ArrayList<String>();
        var parameters = new HashMap<String, Object>(Map.of("account", account, "limit", 2));
        do {
            var page = AuditApi.search(support, parameters)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.id"));
            parameters.put("cursor", page.getString("next_cursor"));
        } while (parameters.get("cursor") != null);

        assertThat(listed).isEqualTo(written);
    }

    @Test
    void aPersonSeesTheirOwnHistoryAndNobodyElses() {
        var other = newPerson();

        AuditApi.own(person.accessToken(), Map.of())
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("items.action", contains("signed_in", "signed_up"))
                .body("items.account_id", everyItem(is(person.accountId().toString())))
                .body("items.address", everyItem(is("127.0.0.1")));
        AuditApi.own(other.accessToken(), Map.of()).body("items", hasSize(2));
    }

    @Test
    void aPersonDoesNotSeeWhereAnAdministratorSits() throws SQLException {
        Database.update("""
                INSERT INTO audit_event (id, action, outcome, actor_kind, actor_id, account_id, address, device, request_id,
                                         detail, created_at)
                VALUES (?, 'session_ended', 'succeeded', 'account', ?, ?, '198.51.100.9', 'Edge', 'r', '{}', now())
                """, Ids.next(), UUID.randomUUID().toString(), person.accountId());

        AuditApi.own(person.accessToken(), Map.of("limit", 1))
                .statusCode(200)
                .body(
                        "items[0].keySet().sort()",
                        is(List.of("account_id", "action", "actor", "created_at", "detail", "id", "outcome")))
                .body("items[0].actor", is(Map.of("kind", "account")));
    }

    @ParameterizedTest
    @CsvSource({
        "account, ada",
        "action, sang",
        "action, SIGNED_IN",
        "from, yesterday",
        "from, +292277-01-01T00:00:00Z",
        "to, -0044-03-15T00:00:00Z",
        "cursor, abc",
        "limit, 0",
        "actor, 01234567890123456789012345678901234567890123456789012345678901234"
    })
    void whatCannotBeReadIsRefused(String parameter, String value) {
        AuditApi.search(support, Map.of(parameter, value))
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors[0].field", is(parameter));
    }

    @ParameterizedTest
    @CsvSource({"cursor, abc", "limit, 101"})
    void whatCannotBeReadOfOnesOwnIsRefused(String parameter, String value) {
        AuditApi.own(person.accessToken(), Map.of(parameter, value))
                .statusCode(400)
                .body("errors[0].field", is(parameter));
    }

    @Test
    void aCursorOfOtherFiltersIsNone() throws SQLException {
        var cursor = AuditApi.search(support, Map.of("limit", 1)).extract().path("next_cursor");

        AuditApi.search(support, Map.of("limit", 1, "cursor", cursor, "action", "signed_in"))
                .statusCode(400)
                .body("errors[0].field", is("cursor"));
    }

    @Test
    void onlyWhoMayReadTheTrailSearchesIt() {
        AuditApi.search(person.accessToken(), Map.of()).statusCode(403).body("code", is("forbidden"));
        AuditApi.search(serviceToken(), Map.of()).statusCode(403).body("code", is("forbidden"));
        AuditApi.own(serviceToken(), Map.of()).statusCode(403).body("code", is("forbidden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/auth/events", "/v1/admin/audit-events"})
    void nobodyReadsWithoutAToken(String path) {
        given().get(path).then().statusCode(401).body("code", is("invalid_token"));
    }

    private List<String> days(Map<String, ?> filters) {
        List<String> times =
                AuditApi.search(support, filters).statusCode(200).extract().path("items.created_at");
        return times.stream().map(time -> time.substring(8, 10)).toList();
    }

    private static String write(UUID account, String actor, String action, String time) throws SQLException {
        var id = Ids.next();
        Database.update("""
                INSERT INTO audit_event (id, action, outcome, actor_kind, actor_id, account_id, detail, created_at)
                VALUES (?, ?, 'succeeded', 'account', ?, ?, '{}', ?::timestamptz)
                """, id, action, actor, account, time);
        return id.toString();
    }
}

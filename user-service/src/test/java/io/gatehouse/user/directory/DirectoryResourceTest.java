package io.gatehouse.user.directory;

import static io.gatehouse.user.UsersApi.list;
import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class DirectoryResourceTest {

    FakeAuth auth;

    /** Begins every name of a test, so that it meets no other test's people. */
    private final String family = "f" + UUID.randomUUID().toString().replace("-", "");

    private String admin;

    @BeforeEach
    void signIn() {
        admin = auth.tokenOf(UUID.randomUUID(), "user", "admin");
    }

    @Test
    void isSortedByNameWhateverItsSpelling() {
        signUp("Émile", "zoe", "Ada", "eve", "ØRSTED");

        list(admin, Map.of("query", family))
                .statusCode(200)
                .body("items.display_name", contains(named("Ada", "Émile", "eve", "zoe", "ØRSTED")))
                .body("items[0].size()", is(7))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"José Ga", "jose ga", "JOSÉ GA", "jose\u0301 ga", "jose  ga", "ｊｏｓｅ ga", "jose ga"})
    void findsTheBeginningOfANameWithoutCaseAccentsAndDoubledSpaces(String query) {
        signUp("José García", "Josef", "Maria José García");

        list(admin, Map.of("query", family + query)).body("items.display_name", contains(named("José García")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'", "a%", "' OR 1=1 --"})
    void knowsNoWildcards(String query) {
        signUp("ada");

        list(admin, Map.of("query", family + query)).statusCode(200).body("items", empty());
    }

    @Test
    void pagesHoldEverybodyOnce() {
        var names = new ArrayList<String>();
        for (var i = 0; i < 25; i++) {
            names.add("same name"); // so that the id decides, too
        }
        names.add("another");
        signUp(names.toArray(String[]::new));

        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = list(admin, page(cursor)).statusCode(200).extract();
            found.addAll(page.path("items.id"));
            cursor = page.path("next_cursor");
            assertThat(cursor == null || page.<List<?>>path("items").size() == 7)
                    .isTrue();
        } while (cursor != null);

        assertThat(found).hasSize(26).doesNotHaveDuplicates();
    }

    @Test
    void lastPageIsFullWithoutANextOne() {
        signUp("a", "b", "c");

        list(admin, Map.of("query", family, "limit", 3))
                .body("items", hasSize(3))
                .body("next_cursor", nullValue());
        list(admin, Map.of("query", family, "limit", 2))
                .body("items", hasSize(2))
                .body("next_cursor", not(nullValue()));
    }

    @Test
    void pageHasTwentyUnlessAskedOtherwise() {
        signUp(Collections.nCopies(21, "x").toArray(String[]::new));

        list(admin, Map.of("query", family)).body("items", hasSize(20));
        list(admin, Map.of()).body("items", hasSize(20));
    }

    // ---- who may

    @Test
    void onlyWhoHasSignedInMayLook() {
        refused(given().get("/v1/users").then(), 401, "invalid_token");
        refused(list(auth.tokenOfService(), Map.of()), 403, "forbidden");
        refused(list(auth.tokenOfService("profiles:read"), Map.of()), 403, "forbidden");
        refused(list(auth.expiredTokenOf(UUID.randomUUID()), Map.of()), 401, "token_expired");
        assertThat(auth.forgedTokensOf(UUID.randomUUID()))
                .allSatisfy((_, token) -> refused(list(token, Map.of()), 401, "invalid_token"));
    }

    @Test
    void otherMethodsAreRefused() {
        refused(given().auth().oauth2(admin).post("/v1/users").then(), 405, "method_not_allowed");
    }

    // ---- bad input

    @ParameterizedTest
    @CsvSource({
        "-1,invalid_value",
        "0,invalid_value",
        "101,invalid_value",
        "abc,wrong_type",
        "1.5,wrong_type",
        "99999999999,wrong_type",
        "%00,wrong_type",
        "١,wrong_type"
    })
    void limitIsBetweenOneAndAHundred(String limit, String code) {
        refused(list(admin, Map.of("limit", limit)), 400, "validation_failed")
                .body("errors.field", is(List.of("limit")))
                .body("errors.code", is(List.of(code)));
    }

    @Test
    void cursorOfAnotherQueryIsRefused() {
        signUp("a", "b");
        String cursor =
                list(admin, Map.of("query", family, "limit", 1)).extract().path("next_cursor");

        refused(list(admin, Map.of("cursor", cursor)), 400, "validation_failed")
                .body("errors.field", is(List.of("cursor")));
        refused(list(admin, Map.of("query", family + "x", "cursor", cursor)), 400, "validation_failed");
        list(admin, Map.of("query", family.toUpperCase(Locale.ROOT), "cursor", cursor))
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "AQ==", "null", "\0"})
    void whatIsNoCursorIsRefused(String cursor) {
        refused(list(admin, Map.of("cursor", cursor)), 400, "validation_failed")
                .body("errors.field", is(List.of("cursor")))
                .body("errors.code", is(List.of("invalid_value")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\nb", "\u007f", "\u2028"})
    void controlCharactersAreRefused(String query) {
        refused(list(admin, Map.of("query", query)), 400, "validation_failed")
                .body("errors.field", is(List.of("query")))
                .body("errors.code", is(List.of("invalid_format")));
    }

    @Test
    void overlongQueryIsRefused() {
        list(admin, Map.of("query", "x".repeat(80))).statusCode(200);
        refused(list(admin, Map.of("query", "x".repeat(81))), 400, "validation_failed")
                .body("errors.field", is(List.of("query")))
                .body("errors.code", is(List.of("invalid_length")));
    }

    // ---- what it costs

    @Test
    void longListIsReadThroughTheIndex() throws SQLException {
        try (var connection = PostgresTestResource.jdbc();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false); // rolled back: a list this long would slow the other tests
            statement.execute("SET search_path = users");
            statement.execute("""
                    INSERT INTO profile (id, display_name, search_name, version, created_at, updated_at)
                    SELECT gen_random_uuid(), 'n' || i, md5(i::text), 0, now(), now() FROM generate_series(1, 50000) i""");
            statement.execute("ANALYZE profile");
            // Whatever the parameters are: the plan that a statement prepared once may be given for ever.
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE list (text, uuid, text, int) AS " + DirectoryRepository.LIST);

            var plan = new StringBuilder();
            try (var rows = statement.executeQuery(
                    "EXPLAIN (ANALYZE, COSTS OFF) EXECUTE list ('ab', gen_random_uuid(), 'ab\uDBFF\uDFFF', 51)")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            connection.rollback();

            assertThat(plan)
                    .contains("Index Scan using profile_search_name_id")
                    .contains("Index Cond: ((ROW(search_name, id) > ROW($1, $2)) AND (search_name < $3))")
                    .doesNotContain("Seq Scan", "Sort", "Filter");
        }
    }

    private void signUp(String... names) {
        UUID last = null;
        for (var name : names) {
            last = auth.signUp(family + name);
        }
        me(auth.tokenOf(last)).statusCode(200); // with it, all before it are known
    }

    private String[] named(String... names) {
        return Arrays.stream(names).map(name -> family + name).toArray(String[]::new);
    }

    private Map<String, Object> page(String cursor) {
        return cursor == null
                ? Map.of("query", family, "limit", 7)
                : Map.of("query", family, "limit", 7, "cursor", cursor);
    }
}

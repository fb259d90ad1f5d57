package io.gatehouse.user.directory;

import static io.gatehouse.user.UsersApi.list;
import static io.gatehouse.user.UsersApi.patch;
import static io.gatehouse.user.UsersApi.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory as members see it, and what it finds by parts of names and by ids. */
@UserServiceTest
class MembersTest {

    FakeAuth auth;

    /** In every name of a test, so that it meets no other test's people. */
    private final String family = "f" + UUID.randomUUID().toString().replace("-", "");

    private String member;
    private String admin;

    @BeforeEach
    void signIn() {
        member = auth.tokenOf(UUID.randomUUID(), "user");
        admin = auth.tokenOf(UUID.randomUUID(), "support", "admin");
    }

    // ---- who is found

    @Test
    void membersFindWhoShowsThemTheirName() {
        signUp("private", "Ada");
        signUp("members", "Bea");
        signUp("public", "Cyd");

        list(member, Map.of("query", family))
                .statusCode(200)
                .body("items.display_name", contains(named("Bea"), named("Cyd")))
                .body("items[0].size()", is(3));
        list(admin, Map.of("query", family)).body("items.size()", is(3));
        list(auth.tokenOfService("users:read"), Map.of("query", family)).body("items.size()", is(3));
    }

    @Test
    void pagesOfMembersHoldNobodyElse() {
        for (var i = 0; i < 20; i++) {
            signUp(i % 2 == 0 ? "private" : "members", "same");
        }

        var found = walk(member, Map.of("query", family, "limit", 3));

        assertThat(found).hasSize(10).doesNotHaveDuplicates();
    }

    // ---- by part

    @ParameterizedTest
    @ValueSource(strings = {"garci", "GARCÍ", "ria José gar"})
    void findsAnyPartOfAName(String query) {
        signUp("members", "Maria José García");
        signUp("members", "Other");

        var found = list(member, Map.of("query", query, "limit", 100)).statusCode(200);

        assertThat(found.extract().<List<String>>path("items.display_name")).contains(named("Maria José García"));
        assertThat(found.extract().<List<String>>path("items.display_name")).doesNotContain(named("Other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "%%%", "a_c", "\\\\abc", "'"})
    void partsKnowNoWildcards(String query) {
        signUp("members", "abc");

        list(member, Map.of("query", family + query)).statusCode(200).body("items", empty());
    }

    // ---- order

    @Test
    void newestComeFirst() {
        var ids =
                IntStream.range(0, 5).mapToObj(i -> signUp("members", "n" + i)).collect(Collectors.toList());
        Collections.reverse(ids);

        var found = new ArrayList<String>();
        String cursor = null;
        while (found.size() < 5) {
            var page = list(member, with(Map.of("sort", "-created_at", "limit", 2), cursor))
                    .statusCode(200)
                    .extract();
            found.addAll(page.path("items.id"));
            cursor = page.path("next_cursor");
        }

        // Other tests sign people up as well, but not at the same time and not so that members see them.
        assertThat(found).startsWith(ids.stream().map(UUID::toString).toArray(String[]::new));
    }

    @Test
    void otherOrdersAreRefused() {
        for (var sort : List.of("created_at", "-display_name", "display_name,id", "phone")) {
            refused(list(admin, Map.of("sort", sort)), 400, "validation_failed")
                    .body("errors.field", is(List.of("sort")))
                    .body("errors.code", is(List.of("invalid_value")));
        }
        refused(list(admin, Map.of("sort", "-created_at", "query", "x")), 400, "validation_failed")
                .body("errors.field", is(List.of("sort")));
    }

    // ---- cursors

    @Test
    void pagesStayWholeWhilePeopleComeAndGo() {
        var before = IntStream.range(0, 30)
                .mapToObj(i -> signUp("members", "p%02d".formatted(i)).toString())
                .toList();
        var found = new ArrayList<String>();
        String cursor = null;
        var round = 0;
        do {
            var page = list(member, with(Map.of("query", family, "limit", 4), cursor))
                    .statusCode(200)
                    .extract();
            found.addAll(page.path("items.id"));
            cursor = page.path("next_cursor");
            signUp("members", "p%02d-new".formatted(round)); // where we were
            signUp("members", "p%02d-new".formatted(29 - round)); // and where we are going
            round++;
        } while (cursor != null);

        assertThat(found).doesNotHaveDuplicates().containsAll(before);
    }

    @Test
    void cursorsCannotBeMade() {
        signUp("members", "a");
        signUp("members", "b");
        String cursor =
                list(member, Map.of("query", family, "limit", 1)).extract().path("next_cursor");

        for (var i = 0; i < cursor.length(); i++) {
            var other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            var forged = cursor.substring(0, i) + other + cursor.substring(i + 1);
            refused(list(member, Map.of("query", family, "cursor", forged)), 400, "validation_failed")
                    .body("errors.field", is(List.of("cursor")));
        }
    }

    // ---- by ids

    @Test
    void severalAreReadAtOnceInTheirOrder() {
        var hidden = signUp("private", "Ada");
        var shown = signUp("members", "Bea");
        var open = signUp("public", "Cyd");
        var ids = Stream.of(open, UUID.randomUUID(), hidden, shown, open)
                .map(UUID::toString)
                .collect(Collectors.joining(","));

        list(member, Map.of("ids", ids))
                .statusCode(200)
                .body("items.display_name", contains(named("Cyd"), named("Bea")));
        list(admin, Map.of("ids", ids))
                .body("items.display_name", contains(named("Cyd"), named("Ada"), named("Bea")))
                .body("size()", is(1));
        list(auth.tokenOf(hidden), Map.of("ids", hidden.toString().toUpperCase(Locale.ROOT)))
                .body("items[0].size()", is(7));
        given().auth()
                .oauth2(admin)
                .queryParam("ids", shown, hidden)
                .get("/v1/users")
                .then()
                .body("items.display_name", contains(named("Bea"), named("Ada")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1-1-1-1-1", "a,b", ",", "0198c0de-0000-7000-8000-000000000001,"})
    void whatAreNoIdsIsRefused(String ids) {
        refused(list(admin, Map.of("ids", ids)), 400, "validation_failed")
                .body("errors.field", is(List.of("ids")))
                .body("errors.code", is(List.of("invalid_format")));
    }

    @Test
    void idsAreAHundredAtMostAndAlone() {
        var hundred = ids(100);

        list(admin, Map.of("ids", hundred)).statusCode(200).body("items", empty());
        refused(list(admin, Map.of("ids", ids(101))), 400, "validation_failed")
                .body("errors.code", is(List.of("invalid_length")));
        refused(list(admin, Map.of("ids", hundred, "query", "x")), 400, "validation_failed");
        refused(list(admin, Map.of("ids", hundred, "cursor", "x")), 400, "validation_failed");
    }

    private static String ids(int count) {
        return Stream.generate(UUID::randomUUID)
                .limit(count)
                .map(UUID::toString)
                .collect(Collectors.joining(","));
    }

    private List<String> walk(String token, Map<String, Object> parameters) {
        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = list(token, with(parameters, cursor)).statusCode(200).extract();
            found.addAll(page.path("items.id"));
            cursor = page.path("next_cursor");
        } while (cursor != null);
        return found;
    }

    private static Map<String, Object> with(Map<String, Object> parameters, String cursor) {
        var all = new HashMap<>(parameters);
        if (cursor != null) {
            all.put("cursor", cursor);
        }
        return all;
    }

    private String named(String name) {
        return family + name;
    }

    private UUID signUp(String visibility, String name) {
        var id = auth.signUp(named(name));
        patch(auth.tokenOf(id), "*", "{\"visibility\":{\"display_name\":\"" + visibility + "\"}}")
                .statusCode(200);
        return id;
    }
}

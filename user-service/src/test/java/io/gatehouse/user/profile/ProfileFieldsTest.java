package io.gatehouse.user.profile;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.patch;
import static io.gatehouse.user.UsersApi.refused;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class ProfileFieldsTest {

    FakeAuth auth;

    private String ada;

    @BeforeEach
    void signUp() {
        ada = auth.tokenOf(auth.signUp("Ada Lovelace"), "user");
    }

    @Test
    void everyFieldIsKept() {
        var fields = new JsonObject("""
                {
                  "display_name": "Ada", "given_name": "Augusta Ada", "family_name": "King",
                  "locale": "en-GB", "time_zone": "Europe/London", "avatar_url": "https://img.example.org/ada?size=9",
                  "bio": "First programmer.\\nCountess.", "phone": "+441632960961",
                  "attributes": {"newsletter": true, "limits": {"daily": 1.5}, "tags": ["a", null, "ü"]},
                  "visibility": {"display_name": "public", "phone": "members"}
                }""");

        patch(ada, "*", fields.encode()).statusCode(200).header("ETag", "\"1\"");

        var expected = fields.getMap();
        var read = me(ada).statusCode(200).body("version", is(1));
        expected.forEach((name, value) -> {
            if (value instanceof String) {
                read.body(name, is(value));
            }
        });
        read.body("attributes.newsletter", is(true))
                .body("attributes.limits.daily", is(1.5f))
                .body("attributes.tags.size()", is(3))
                .body("visibility.display_name", is("public"))
                .body("visibility.phone", is("members"))
                .body("visibility.bio", is("private"));
    }

    @Test
    void nullRemovesAndWhatIsMissingStays() {
        patch(ada, "*", """
                {"bio": "x", "phone": "+441632960961", "attributes": {"a": 1, "b": {"c": 2, "d": 3}},
                 "visibility": {"bio": "members", "phone": "members"}}""").statusCode(200);

        patch(ada, "*", """
                {"bio": null, "attributes": {"a": null, "b": {"c": null}}, "visibility": {"bio": null}}""").statusCode(200);

        me(ada).body("$", not(hasKey("bio")))
                .body("phone", is("+441632960961"))
                .body("attributes", is(Map.of("b", Map.of("d", 3))))
                .body("visibility.bio", is("private"))
                .body("visibility.phone", is("members"));
        patch(ada, "*", "{\"attributes\": null, \"visibility\": null}")
                .body("attributes", is(Map.of()))
                .body("visibility.phone", is("private"));
    }

    @Test
    void objectsTakeThePlaceOfWhatIsNone() {
        patch(ada, "*", "{\"attributes\": {\"a\": 1, \"b\": [2], \"c\": \"3\"}}")
                .statusCode(200);

        patch(ada, "*", "{\"attributes\": {\"a\": {\"x\": 1}, \"b\": {\"y\": null}, \"d\": {\"e\": {\"f\": null}}}}")
                .statusCode(200)
                .body(
                        "attributes",
                        is(Map.of("a", Map.of("x", 1), "b", Map.of(), "c", "3", "d", Map.of("e", Map.of()))));
    }

    @Test
    void attributesAreNestedUpToALimit() {
        patch(ada, "*", nested(63)).statusCode(200);

        for (var deep : List.of(64, 900)) {
            refused(patch(ada, "*", nested(deep)), 400, "validation_failed")
                    .body("errors.field", is(List.of("attributes")))
                    .body("errors.code", is(List.of("invalid_value")));
        }
    }

    /** Attributes with so many lists in each other. */
    private static String nested(int lists) {
        return "{\"attributes\": {\"a\": " + "[".repeat(lists) + "]".repeat(lists) + "}}";
    }

    @Test
    void languageTagsHaveOneSpelling() {
        patch(ada, "*", "{\"locale\":\"DE-latn-ch-x-Alpen\"}").body("locale", is("de-Latn-CH-x-alpen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "zh-Hant-TW", "sr-Cyrl", "es-419", "sl-rozaj-biske", "de-CH-1996", "en-u-ca-gregory"})
    void everyWellFormedLanguageTagIsOne(String tag) {
        patch(ada, "*", "{\"locale\":\"" + tag + "\"}").statusCode(200).body("locale", is(tag));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'given_name': ''}                       | given_name | invalid_length",
                "{'given_name': '\\u2067'}                | given_name | required",
                "{'given_name': 'a\\u0000'}               | given_name | invalid_format",
                "{'family_name': 'a\\nb'}                 | family_name | invalid_format",
                "{'family_name': 7}                       | family_name | wrong_type",
                "{'locale': 'de_CH'}                      | locale | invalid_format",
                "{'locale': ''}                           | locale | invalid_format",
                "{'locale': 'x-private'}                  | locale | invalid_format",
                "{'locale': 'german language'}            | locale | invalid_format",
                "{'time_zone': 'CEST'}                    | time_zone | invalid_value",
                "{'time_zone': '+02:00'}                  | time_zone | invalid_value",
                "{'time_zone': 'europe/zurich'}           | time_zone | invalid_value",
                "{'time_zone': ''}                        | time_zone | invalid_value",
                "{'avatar_url': 'javascript:alert(1)'}    | avatar_url | invalid_format",
                "{'avatar_url': 'data:image/png;base64,'} | avatar_url | invalid_format",
                "{'avatar_url': 'ftp://example.org/a'}    | avatar_url | invalid_format",
                "{'avatar_url': '//example.org/a'}        | avatar_url | invalid_format",
                "{'avatar_url': 'https:///a'}             | avatar_url | invalid_format",
                "{'avatar_url': 'https://a b.example'}    | avatar_url | invalid_format",
                "{'avatar_url': 'https://u:p@example.org/'} | avatar_url | invalid_format",
                "{'bio': ''}                              | bio | invalid_length",
                "{'bio': 'a\\u0007b'}                     | bio | invalid_format",
                "{'bio': '\\ud800'}                       | bio | invalid_format",
                "{'phone': '0446681800'}                  | phone | invalid_format",
                "{'phone': '+41 44 668 18 00'}            | phone | invalid_format",
                "{'phone': '+0446681800'}                 | phone | invalid_format",
                "{'phone': '+1234567890123456'}           | phone | invalid_format",
                "{'attributes': []}                       | attributes | wrong_type",
                "{'attributes': 'x'}                      | attributes | wrong_type",
                "{'attributes': {'a': 'b\\u0000'}}        | attributes | invalid_format",
                "{'attributes': {'a\\u0000': 1}}          | attributes | invalid_format",
                "{'attributes': {'a': ['\\ud800']}}       | attributes | invalid_format",
                "{'attributes': {'a': {'b': 1e400}}}      | attributes | invalid_format",
                "{'attributes': {'seats': '2'}}           | attributes.seats | wrong_type",
                "{'attributes': {'addresses': [{}]}}      | attributes.addresses[0].city | required",
                "{'visibility': 'public'}                 | visibility | wrong_type",
                "{'visibility': {'phone': 'friends'}}     | visibility.phone | invalid_value",
                "{'visibility': {'phone': 0}}             | visibility.phone | invalid_value",
                "{'visibility': {'email': 'public'}}      | visibility.email | unknown_field",
            })
    void whatDoesNotFitIsNamed(String body, String field, String code) {
        refused(patch(ada, "*", body.replace('\'', '"')), 400, "validation_failed")
                .body("errors.field", is(List.of(field)))
                .body("errors.code", is(List.of(code)));
        me(ada).header("ETag", "\"0\"");
    }

    @Test
    void allThatDoesNotFitIsNamedAtOnce() {
        refused(patch(ada, "*", "{\"phone\":\"1\",\"locale\":\"_\",\"time_zone\":\"x\"}"), 400, "validation_failed")
                .body("errors.field", is(List.of("locale", "phone", "time_zone")));
    }

    @Test
    void longestAreKeptAndLongerAreNot() {
        for (var field :
                Map.of("given_name", 80, "family_name", 80, "bio", 1000).entrySet()) {
            var longest = "ß".repeat(field.getValue());
            patch(ada, "*", "{\"%s\":\"%s\"}".formatted(field.getKey(), longest))
                    .body(field.getKey(), is(longest));
            refused(patch(ada, "*", "{\"%s\":\"%sß\"}".formatted(field.getKey(), longest)), 400, "validation_failed")
                    .body("errors.code", is(List.of("invalid_length")));
        }
        var url = "https://example.org/" + "x".repeat(2028);
        patch(ada, "*", "{\"avatar_url\":\"" + url + "\"}").body("avatar_url", is(url));
        refused(patch(ada, "*", "{\"avatar_url\":\"" + url + "x\"}"), 400, "validation_failed");
    }

    @Test
    void attributesHaveALimitInBytes() {
        var room = 8 * 1024 - "{\"a\":\"\"}".length();

        patch(ada, "*", "{\"attributes\":{\"a\":\"" + "x".repeat(room) + "\"}}").statusCode(200);
        refused(patch(ada, "*", "{\"attributes\":{\"a\":\"" + "x".repeat(room + 1) + "\"}}"), 400, "validation_failed")
                .body("errors.field", is(List.of("attributes")))
                .body("errors.code", is(List.of("invalid_length")));
        refused(patch(ada, "*", "{\"attributes\":{\"b\":1}}"), 400, "validation_failed"); // together they are too large
    }

    @Test
    void whatIsTheSameMakesNoVersion() {
        var body = "{\"bio\":\"x\",\"attributes\":{\"a\":1,\"b\":[2]},\"visibility\":{\"bio\":\"members\"}}";
        patch(ada, "*", body).header("ETag", "\"1\"");

        patch(ada, "*", body).statusCode(200).header("ETag", "\"1\"");
    }
}

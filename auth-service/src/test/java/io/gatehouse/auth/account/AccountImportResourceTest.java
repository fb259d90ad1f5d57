package io.gatehouse.auth.account;

import static io.gatehouse.auth.AdminApi.importAs;
import static io.gatehouse.auth.AuthApi.account;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuthApi;
import io.gatehouse.auth.password.PublishedHash;
import io.gatehouse.auth.password.QuickHashes;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class AccountImportResourceTest {

    private static final String PATH = "/v1/admin/accounts/import";
    private static final String OURS = QuickHashes.PHC;

    @ParameterizedTest
    @EnumSource
    void aHashOfAnotherSystemSignsInAndIsUpgradedThen(PublishedHash published) throws Exception {
        var email = freshEmail();

        importAs(admin(), person(email, published.hash))
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("accounts[0].outcome", is("created"));
        login(email, "not the password").statusCode(401).body("code", is("invalid_credentials"));
        assertThat(hashOf(email)).doesNotStartWith(OURS);

        login(email, published.password).statusCode(200);
        assertThat(hashOf(email)).startsWith(OURS);
        login(email, published.password).statusCode(200);
        login(email, "not the password").statusCode(401);
    }

    /** Elsewhere a password was hashed as it was typed; here any form of it fits, once it was upgraded. */
    @Test
    void aPasswordBeyondAsciiSignsInAsItWasTypedFirstAndInAnyFormThen() {
        var email = freshEmail();
        importAs(admin(), person(email, PublishedHash.PBKDF2_OF_DJANGO.hash)).statusCode(200);

        login(email, "le\u0300tmein").statusCode(401);
        login(email, "l\u00e8tmein").statusCode(200);
        login(email, "le\u0300tmein").statusCode(200);
    }

    @Test
    void theAccountIsAsItWasThereAndItsEventIsTold() throws Exception {
        var verified = person(freshEmail(), PublishedHash.BCRYPT_2B.hash);
        var disabled = with(person(freshEmail(), PublishedHash.BCRYPT_2B.hash), "status", "disabled");
        disabled.put("email_verified", false);

        var outcome = importAs(admin(), verified, disabled)
                .statusCode(200)
                .body("accounts.outcome", is(List.of("created", "created")))
                .extract()
                .jsonPath();

        String token = login((String) verified.get("email"), PublishedHash.BCRYPT_2B.password)
                .statusCode(200)
                .extract()
                .path("access_token");
        account(token)
                .body("id", is(outcome.getString("accounts[0].id")))
                .body("email_verified", is(true))
                .body("roles", is(List.of("user")));
        login((String) disabled.get("email"), PublishedHash.BCRYPT_2B.password)
                .statusCode(403)
                .body("code", is("account_disabled"));
        assertThat(Database.value(
                        "SELECT payload ->> 'display_name' FROM outbox_event WHERE aggregateid = ?::uuid AND type = 'account.created.v1'",
                        outcome.getString("accounts[0].id")))
                .isEqualTo("Grace Hopper");
        assertThat(Database.value(
                        "SELECT string_agg(type, ' ' ORDER BY insert_order) FROM outbox_event WHERE aggregateid = ?::uuid",
                        outcome.getString("accounts[1].id")))
                .isEqualTo("account.created.v1 account.disabled.v1");
        assertThat(Database.value(
                        "SELECT actor_kind FROM audit_event WHERE account_id = ?::uuid AND action = 'account_imported'",
                        outcome.getString("accounts[0].id")))
                .isEqualTo("account");
        assertThat(Database.value("SELECT count(*) FROM mail_message WHERE recipient = ?", verified.get("email")))
                .isEqualTo("0");
    }

    @Test
    void eachIsJudgedByItself() {
        var first = person(freshEmail(), PublishedHash.BCRYPT_2A.hash);
        var absurd =
                person(freshEmail(), "$argon2id$v=19$m=99999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8");
        var last = person(freshEmail(), PublishedHash.SCRYPT.hash);

        importAs(admin(), first, first, absurd, last)
                .statusCode(200)
                .body(
                        "accounts.email",
                        is(List.of(first.get("email"), first.get("email"), absurd.get("email"), last.get("email"))))
                .body("accounts.outcome", is(List.of("created", "email_taken", "invalid", "created")))
                .body("accounts[0].id", notNullValue())
                .body("accounts[0].errors", nullValue())
                .body("accounts[1].id", nullValue())
                .body("accounts[2].id", nullValue())
                .body("accounts[2].errors", hasSize(1))
                .body("accounts[2].errors[0].field", is("password_hash"))
                .body("accounts[2].errors[0].code", is("out_of_bounds"))
                .body(
                        "accounts[2].errors[0].message",
                        is("Argon2's memory in KiB is 99999999; accepted are 8 to 131072"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            email          | not an address | invalid_format
            email          |                | required
            email_verified |                | required
            display_name   | ' '            | required
            display_name   | '\u200f\u2069' | required
            password_hash  | 5f4dcc3b5aa765 | invalid_format
            password_hash  |                | required
            status         | asleep         | invalid_format
            """)
    void whatBreaksARuleIsNamed(String field, String value, String code) {
        importAs(admin(), with(person(freshEmail(), PublishedHash.BCRYPT_2A.hash), field, value))
                .statusCode(200)
                .body("accounts[0].outcome", is("invalid"))
                .body("accounts[0].errors.field", is(List.of(field)))
                .body("accounts[0].errors.code", is(List.of(code)));
    }

    @Test
    void aHundredAreAcceptedAtOnceAndNoMore() {
        var people = Collections.nCopies(101, person(freshEmail(), PublishedHash.BCRYPT_2A.hash));

        importAs(admin(), people.subList(0, 100).toArray(Map[]::new))
                .statusCode(200)
                .body("accounts", hasSize(100));
        importAs(admin(), people.toArray(Map[]::new))
                .statusCode(400)
                .body("errors[0].field", is("accounts"))
                .body("errors[0].code", is("invalid_length"));
        importAs(admin()).statusCode(400).body("errors[0].field", is("accounts"));
    }

    @Test
    void anImportNeedsARecentSignIn() throws Exception {
        var email = freshEmail();

        importAs(AdminApi.staleToken(), person(email, PublishedHash.BCRYPT_2A.hash))
                .statusCode(401)
                .body("code", is("reauthentication_required"));

        assertThat(hashOf(email)).isNull();
    }

    @Test
    void onlyAnAdministratorImports() {
        var person = person(freshEmail(), PublishedHash.BCRYPT_2A.hash);

        importAs(newPerson().accessToken(), person).statusCode(403).body("code", is("forbidden"));
        importAs(serviceToken(), person).statusCode(403);
        given().contentType(ContentType.JSON)
                .body(Map.of("accounts", List.of(person)))
                .post(PATH)
                .then()
                .statusCode(401);
    }

    private static String admin() {
        try {
            var person = newPerson();
            Database.update("UPDATE account SET roles = '{user,admin}' WHERE id = ?", person.accountId());
            return login(person.email(), AuthApi.PASSWORD).extract().path("access_token");
        } catch (java.sql.SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static Map<String, Object> person(String email, String hash) {
        return new HashMap<>(
                Map.of("email", email, "email_verified", true, "password_hash", hash, "display_name", "Grace Hopper"));
    }

    private static Map<String, Object> with(Map<String, Object> person, String field, Object value) {
        person.put(field, value);
        return person;
    }

    private static String hashOf(String email) throws Exception {
        return Database.value("SELECT password_hash FROM account WHERE email = ?", email);
    }
}

package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.account;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.gatehouse.auth.AuthApi.signup;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.gatehouse.auth.Concurrently;
import io.gatehouse.local.test.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccountResourceTest {

    @Inject
    MeterRegistry meters;

    @Test
    void signupCreatesTheAccountAndSignsIn() {
        var email = freshEmail();

        signup(email)
                .statusCode(201)
                .header("Cache-Control", is("no-store"))
                .body("account.email", is(email))
                .body("account.email_verified", is(false))
                .body("account.roles", is(List.of("user")))
                .body("tokens.token_type", is("Bearer"))
                .body("tokens.expires_in", is(900))
                .body("tokens.refresh_token", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("tokens.scope", is("account"));
    }

    @Test
    void signupTellsTheEventInTheSameTransaction() throws Exception {
        var person = newPerson();

        assertThat(Database.value("SELECT payload FROM outbox_event WHERE aggregateid = ?", person.accountId()))
                .isEqualTo(
                        "{\"account_id\": \"%s\", \"display_name\": \"Ada Lovelace\"}".formatted(person.accountId()));
    }

    @Test
    void anAddressIsTakenIgnoringCaseAndUnicodeForm() {
        var composed = "zo\u00eb-" + UUID.randomUUID() + "@example.org";
        signup(composed).statusCode(201);

        signup("ZOE\u0308" + composed.substring(3).toUpperCase(Locale.ROOT))
                .statusCode(409)
                .body("code", is("email_taken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u200b\u200d", "\u202e", "\u3164"})
    void aNameOfWhichNobodySeesAnythingIsRefused(String name) {
        post("/v1/auth/signup", Map.of("email", freshEmail(), "password", PASSWORD, "display_name", name))
                .statusCode(400)
                .body("errors.field", is(List.of("display_name")))
                .body("errors.code", is(List.of("required")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stra\u00dfe.example", "\u2488example.org", "exa\u034fmple.org"})
    void aDomainThatCouldBeReadAsAnotherIsRefused(String domain) {
        signup("ada@" + domain).statusCode(400).body("errors[0].field", is("email"));
    }

    @Test
    void ofFiftySignupsAtOnceOneWins() throws Exception {
        var email = freshEmail();

        var statuses = Concurrently.times(50, () -> signup(email).extract().statusCode());

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(49);
        assertThat(Database.value("SELECT count(*) FROM account WHERE email_canonical = ?", email))
                .isEqualTo("1");
    }

    @Test
    void aPasswordIsCountedInCodePoints() {
        signupWith(freshEmail(), emoji(8)).statusCode(201);
        signupWith(freshEmail(), emoji(128)).statusCode(201);
        signupWith(freshEmail(), emoji(7)).statusCode(400).body("errors[0].code", is("invalid_length"));
        signupWith(freshEmail(), emoji(129)).statusCode(400).body("errors[0].code", is("invalid_length"));
    }

    @Test
    void theSamePasswordInAnotherUnicodeFormSignsIn() {
        var email = freshEmail();
        signupWith(email, "p\u00e4sswort \u2460").statusCode(201);

        login(email, "pa\u0308sswort 1").statusCode(200);
    }

    @Test
    void theRightPasswordSignsIn() {
        var person = newPerson();

        login(person.email().toUpperCase(Locale.ROOT), PASSWORD)
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("token_type", is("Bearer"));
    }

    @Test
    void anUnknownAccountAndAWrongPasswordGetTheSameAnswer() {
        var person = newPerson();

        var wrong = refusal(person.email(), "not the password");
        var unknown = refusal(freshEmail(), "not the password");

        assertThat(unknown).isEqualTo(wrong);
    }

    @Test
    void anUnknownAccountCostsTheSameHash() {
        var person = newPerson();
        var hashes = meters.get("gatehouse.password.hash.wait").timer();

        var before = hashes.count();
        login(person.email(), "not the password").statusCode(401);
        var ofWrong = hashes.count() - before;
        login(freshEmail(), "not the password").statusCode(401);
        var ofUnknown = hashes.count() - before - ofWrong;

        assertThat(ofWrong).isEqualTo(1);
        assertThat(ofUnknown).isEqualTo(1);
    }

    @Test
    void aDisabledAccountIsToldSoOnlyWithTheRightPassword() throws Exception {
        var person = newPerson();
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", person.accountId());

        login(person.email(), PASSWORD).statusCode(403).body("code", is("account_disabled"));
        login(person.email(), "not the password").statusCode(401).body("code", is("invalid_credentials"));
    }

    @Test
    void theAccountIsReadWithItsOwnToken() {
        var person = newPerson();

        account(person.accessToken())
                .statusCode(200)
                .body("id", is(person.accountId().toString()))
                .body("email", is(person.email()));
    }

    @Test
    void theAccountReadsAsItWasTold() {
        var told = signup(freshEmail()).statusCode(201).extract().jsonPath();

        Map<String, Object> read = account(told.getString("tokens.access_token"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");

        assertThat(read).isEqualTo(told.getMap("account"));
    }

    @Test
    void withoutATokenThereIsNoAccount() {
        given().get("/v1/auth/account")
                .then()
                .statusCode(401)
                .body("code", is("invalid_token"))
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void aServiceHasNoAccount() {
        account(serviceToken()).statusCode(403).body("code", is("forbidden"));
    }

    @Test
    void anAccountThatIsGoneIsNotFound() throws Exception {
        var person = newPerson();
        Database.update("DELETE FROM account WHERE id = ?", person.accountId());

        account(person.accessToken()).statusCode(404).body("code", is("not_found"));
    }

    private static io.restassured.response.ValidatableResponse signupWith(String email, String password) {
        return post("/v1/auth/signup", Map.of("email", email, "password", password, "display_name", "Ada"));
    }

    /** So many characters that are two units of UTF-16 each, none like the one before. */
    private static String emoji(int characters) {
        return IntStream.range(0, characters)
                .map(index -> 0x1F400 + index * 37 % 131)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Map<String, Object> refusal(String email, String password) {
        Map<String, Object> problem =
                login(email, password).statusCode(401).extract().jsonPath().getMap("");
        problem.remove("request_id");
        assertThat(problem).containsEntry("code", "invalid_credentials");
        return problem;
    }
}

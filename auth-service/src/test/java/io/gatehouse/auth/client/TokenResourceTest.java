package io.gatehouse.auth.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class TokenResourceTest {

    private static final String SECRET = "for-tests-only";

    @Test
    void aClientAuthenticatesByHeader() {
        ask(basic("user-service", SECRET), "grant_type=client_credentials")
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("token_type", is("Bearer"))
                .body("scope", is("erasures:confirm events:read invitations:mail people:export"))
                .body("expires_in", is(900))
                .body("", not(hasKey("refresh_token")));
    }

    @Test
    void aClientAuthenticatesByBody() {
        ask(given(), "grant_type=client_credentials&client_id=user-service&client_secret=" + SECRET)
                .statusCode(200)
                .body("scope", is("erasures:confirm events:read invitations:mail people:export"));
    }

    @Test
    void aClientAsksForItsScope() {
        ask(basic("user-service", SECRET), "grant_type=client_credentials&scope=events%3Aread")
                .statusCode(200)
                .body("scope", is("events:read"));
    }

    @Test
    void serviceThatCameLaterReadsEventsForgetsPeopleAndNothingElse() {
        ask(basic("shop-items-service", SECRET), "grant_type=client_credentials")
                .statusCode(200)
                .body("scope", is("erasures:confirm events:read"));
        ask(basic("shop-items-service", SECRET), "grant_type=client_credentials&scope=invitations%3Amail")
                .statusCode(400)
                .body("error", is("invalid_scope"));
    }

    @Test
    void theDocumentListsRefusalsInTheWordsOfTheRfc() {
        var responses = "paths.'/oauth2/token'.post.responses";
        given().get("/openapi.json")
                .then()
                .body(responses + ".'400'.description", containsString("`invalid_scope`"))
                .body(responses + ".'401'.description", is("`invalid_client`"))
                .body(
                        responses + ".'401'.content.'application/json'.schema.$ref",
                        is("#/components/schemas/OAuthError"));
    }

    @ParameterizedTest
    @CsvSource({"user-service, wrong", "user-service, ''", "nobody, for-tests-only", "without-secret, ''", "'', ''"})
    void aWrongSecretAndAnUnknownClientAreTheSame(String id, String secret) {
        ask(basic(id, secret), "grant_type=client_credentials")
                .statusCode(401)
                .contentType(ContentType.JSON)
                .header("WWW-Authenticate", containsString("Basic"))
                .header("Cache-Control", is("no-store"))
                .body("error", is("invalid_client"))
                .body("error_description", is("unknown client or wrong credentials"));
    }

    @Test
    void clientAuthenticationIsRequired() {
        ask(given(), "grant_type=client_credentials").statusCode(401).body("error", is("invalid_client"));
        ask(given().header("Authorization", "Basic %%%"), "grant_type=client_credentials")
                .statusCode(401)
                .body("error", is("invalid_client"));
        ask(given().header("Authorization", "Digest x"), "grant_type=client_credentials")
                .statusCode(401)
                .body("error", is("invalid_client"));
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=password, unsupported_grant_type",
        "grant_type=, invalid_request",
        "scope=events:read, invalid_request",
        "grant_type=client_credentials&scope=admin, invalid_scope",
        "grant_type=client_credentials&grant_type=client_credentials, invalid_request",
        "grant_type=%zz, invalid_request",
        "grant_type=client_credentials&client_secret=for-tests-only, invalid_request",
        "grant_type=client_credentials&client_id=gateway, invalid_request"
    })
    void whatTheGrantDoesNotAllowIsRefused(String form, String error) {
        ask(basic("user-service", SECRET), form).statusCode(400).body("error", is(error));
    }

    @Test
    void anIdThatNobodyCanHaveIsUnknown() {
        ask(given(), "grant_type=client_credentials&client_id=%00&client_secret=x")
                .statusCode(401)
                .body("error", is("invalid_client"));
    }

    @Test
    void aBodyThatIsNoFormIsRefused() {
        basic("user-service", SECRET)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
        basic("user-service", SECRET)
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
        basic("user-service", SECRET)
                .contentType(OAuthRequest.FORM)
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    @Test
    void requestsDoNotPrintWhatTheyCarry() {
        var request = OAuthRequest.read("application/x-www-form-urlencoded", "client_secret=top-secret&client_id=a");

        assertThat(request.toString()).doesNotContain("top-secret");
        assertThat(ClientCredentials.of(null, request).toString()).doesNotContain("top-secret");
    }

    private static RequestSpecification basic(String id, String secret) {
        return given().auth().preemptive().basic(id, secret);
    }

    private static ValidatableResponse ask(RequestSpecification client, String form) {
        return client.contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/oauth2/token")
                .then();
    }
}

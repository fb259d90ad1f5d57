package io.gatehouse.kit.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.kit.identity.TestIssuer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemMapperTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String WHOLE =
            "{\"email\":\"ada@example.org\",\"password\":\"correct horse\",\"display_name\":\"Ada\"}";

    @Test
    void aRefusalIsAWholeProblem() {
        problem(signup(WHOLE), 409, "email_taken")
                .body("type", is("/problems/email_taken"))
                .body("title", is("This e-mail address is already in use"))
                .body("status", is(409))
                .body("instance", is("/sample/signup"))
                .body("request_id", matchesPattern("[0-9a-f-]{36}"))
                .body("errors", nullValue())
                .header("Cache-Control", "no-store");
    }

    @Test
    void aMissingFieldIsNamed() {
        problem(signup("{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}"), 400, "validation_failed")
                .body("errors.field", contains("display_name"))
                .body("errors.code", contains("required"));
    }

    @Test
    void anUnknownFieldIsNamed() {
        problem(signup(WHOLE.replace("}", ",\"role\":\"admin\"}")), 400, "validation_failed")
                .body("errors.field", contains("role"))
                .body("errors.code", contains("unknown_field"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "1.5", "[]", "{}"})
    void aWrongTypeIsNamed(String value) {
        problem(signup(WHOLE.replace("\"Ada\"", value)), 400, "validation_failed")
                .body("errors.field", contains("display_name"))
                .body("errors.code", contains("wrong_type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada\\u0000", "Ada\\nLovelace", "Ada\\u2028", "\\ud800"})
    void controlCharactersAreRefused(String name) {
        problem(signup(WHOLE.replace("Ada", name)), 400, "validation_failed")
                .body("errors.field", contains("display_name"))
                .body("errors.code", contains("invalid_format"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "nonsense", "{} {}", "[]", "\"text\"", "{\"email\":\"a\",\"email\":\"b\"}"})
    void anUnreadableBodyIsMalformed(String body) {
        problem(signup(body), 400, "malformed_request").body("detail", startsWith("the body "));
    }

    @Test
    void whereABodyIsBrokenIsToldAndNotWhatItSays() {
        problem(signup("{\n  \"email\": secret\n}"), 400, "malformed_request")
                .body("detail", is("the body is no JSON: line 2, column 12"))
                .body(not(containsString("secret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void aMissingBodyIsRefused(String body) {
        problem(signup(body), 400, "malformed_request")
                .body("detail", is("a JSON body is required"))
                .body("errors", nullValue());
    }

    @Test
    void aLongFieldIsRefused() {
        problem(signup(WHOLE.replace("ada@", "a".repeat(50_000) + "@")), 400, "validation_failed");
    }

    @Test
    void anotherMediaTypeIsUnsupported() {
        var response = given().contentType("text/plain")
                .body(WHOLE)
                .post("/sample/signup")
                .then();

        problem(response, 415, "unsupported_media_type");
    }

    @Test
    void anotherMethodIsNotAllowed() {
        problem(given().delete("/sample/signup").then(), 405, "method_not_allowed")
                .header("Allow", "POST");
        problem(given().delete("/sample/id/7").then(), 405, "method_not_allowed")
                .header("Allow", "GET, HEAD");
    }

    @Test
    void aBodyThatDoesNotSayWhatItIsIsUnsupported() throws IOException, InterruptedException {
        var response = postUntyped(BodyPublishers.ofString(WHOLE));

        assertEquals(415, response.statusCode());
        assertThat(response.body(), containsString("\"code\":\"unsupported_media_type\""));
    }

    @Test
    void noBodyNeedsNoType() throws IOException, InterruptedException {
        var response = postUntyped(BodyPublishers.noBody());

        assertEquals(400, response.statusCode());
        assertThat(response.body(), containsString("\"code\":\"malformed_request\""));
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        problem(signup("x".repeat(70_000)), 413, "payload_too_large")
                .body("request_id", matchesPattern("[0-9a-f-]{36}"))
                .header("Connection", "close");
    }

    @Test
    void noTokenIsAChallenge() {
        problem(given().get("/sample/me").then(), 401, "invalid_token").header("WWW-Authenticate", "Bearer");
    }

    @Test
    void aBrokenTokenIsRefused() {
        problem(given().auth().oauth2("broken").get("/sample/me").then(), 401, "invalid_token")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    @Test
    void anExpiredTokenIsToldSo() {
        var token = TestIssuer.token(UUID.randomUUID(), -5);

        problem(given().auth().oauth2(token).get("/sample/me").then(), 401, "token_expired");
    }

    @Test
    void twoTokensAreRefused() {
        var bearer = "Bearer " + TestIssuer.token(UUID.randomUUID());
        var response = given().header("Authorization", bearer, bearer)
                .get("/sample/me")
                .then();

        problem(response, 401, "invalid_token");
    }

    @Test
    void aTokenTellsWhoSpeaks() {
        var account = UUID.randomUUID();

        given().auth()
                .oauth2(TestIssuer.token(account))
                .get("/sample/me")
                .then()
                .statusCode(200)
                .body(equalTo(account.toString()));
    }

    @Test
    void aMissingRoleIsForbidden() {
        var token = TestIssuer.token(UUID.randomUUID(), "user");

        problem(given().auth().oauth2(token).get("/sample/admin").then(), 403, "forbidden")
                .header("WWW-Authenticate", nullValue());
    }

    @Test
    void aBugLeaksNothing() {
        problem(given().get("/sample/bug").then(), 500, "internal_error")
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void anOutageIsUnavailableAndSaysWhenToComeBack() {
        problem(given().get("/sample/outage").then(), 503, "service_unavailable")
                .header("Retry-After", "2")
                .body(not(containsString("10.0.0.1")));
    }

    @Test
    void aDelayIsRoundedUpToSeconds() {
        problem(given().get("/sample/busy").then(), 503, "service_unavailable").header("Retry-After", "2");
    }

    @Test
    void theGatewaysRequestIdIsTakenOver() {
        given().header("X-Request-Id", "abcdef-123456")
                .get("/nothing")
                .then()
                .header("X-Request-Id", "abcdef-123456")
                .body("request_id", is("abcdef-123456"));
    }

    @Test
    void anIdThatCouldForgeALogLineIsReplaced() {
        given().header("X-Request-Id", "abc def\t\"123\"")
                .get("/nothing")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void theDocumentListsTheCodesOfAnEndpoint() {
        given().get("/openapi.json")
                .then()
                .statusCode(200)
                .body("paths.'/sample/signup'.post.operationId", is("sample_signup"))
                .body("paths.'/sample/signup'.post.responses.'409'.description", containsString("`email_taken`"))
                .body("paths.'/sample/signup'.post.responses.'406'.description", containsString("`not_acceptable`"))
                .body("paths.'/sample/admin'.get.responses.'403'.description", containsString("`forbidden`"))
                .body("paths.'/sample/one/{id}'.get.responses.'404'.description", containsString("`not_found`"))
                .body("components.schemas.SignupRequest.properties", org.hamcrest.Matchers.hasKey("display_name"));
    }

    // The usual client of the tests adds a type by itself.
    private static HttpResponse<String> postUntyped(BodyPublisher body) throws IOException, InterruptedException {
        return CLIENT.send(request().POST(body).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/sample/signup"));
    }

    private static ValidatableResponse signup(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/sample/signup")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", is(code));
    }
}

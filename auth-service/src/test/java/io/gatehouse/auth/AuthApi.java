package io.gatehouse.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;

/** What a client of auth-service does, in a client's words. */
public final class AuthApi {

    public static final String PASSWORD = "correct horse battery";

    private AuthApi() {}

    /** An address that nobody else has. */
    public static String freshEmail() {
        return "ada-" + UUID.randomUUID() + "@example.org";
    }

    public static ValidatableResponse signup(String email) {
        return post("/v1/auth/signup", Map.of("email", email, "password", PASSWORD, "display_name", "Ada Lovelace"));
    }

    public static ValidatableResponse login(String email, String password) {
        return post("/v1/auth/login", Map.of("email", email, "password", password));
    }

    public static ValidatableResponse refresh(String refreshToken) {
        return post("/v1/auth/refresh", Map.of("refresh_token", refreshToken));
    }

    public static ValidatableResponse logout(String accessToken) {
        return given().auth().oauth2(accessToken).post("/v1/auth/logout").then();
    }

    public static ValidatableResponse account(String accessToken) {
        return given().auth().oauth2(accessToken).get("/v1/auth/account").then();
    }

    public static ValidatableResponse post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    /** Somebody who has just signed up. */
    public static Person newPerson() {
        var email = freshEmail();
        var response = signup(email).statusCode(201).extract().jsonPath();
        return new Person(
                UUID.fromString(response.getString("account.id")),
                email,
                response.getString("tokens.access_token"),
                response.getString("tokens.refresh_token"));
    }

    /** A person and what they hold. */
    public record Person(UUID accountId, String email, String accessToken, String refreshToken) {}

    /** The token of user-service, for the event log. */
    public static String serviceToken() {
        return serviceToken("user-service");
    }

    /** The token of a service, with all its scopes. */
    public static String serviceToken(String client) {
        return given().contentType(ContentType.URLENC)
                .auth()
                .preemptive()
                .basic(client, "for-tests-only")
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}

package io.gatehouse.user;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The requests of the tests, as one who bears a token makes them. */
public final class UsersApi {

    public static final String MERGE_PATCH = "application/merge-patch+json";

    private UsersApi() {}

    public static ValidatableResponse me(String token) {
        return given().auth().oauth2(token).get("/v1/users/me").then();
    }

    public static ValidatableResponse get(String token, UUID id) {
        return given().auth().oauth2(token).get("/v1/users/{id}", id).then();
    }

    public static String etag(String token) {
        return me(token).statusCode(200).extract().header("ETag");
    }

    /** A change of one's own profile; the body as it is to be sent. */
    public static ValidatableResponse patch(String token, String etag, String body) {
        return given().auth()
                .oauth2(token)
                .header("If-Match", etag)
                .contentType(MERGE_PATCH)
                .body(body.getBytes(StandardCharsets.UTF_8)) // JSON has no other charset
                .patch("/v1/users/me")
                .then();
    }

    /** A change of somebody's profile; the body as it is to be sent. */
    public static ValidatableResponse patch(String token, UUID id, String etag, String body) {
        return given().auth()
                .oauth2(token)
                .header("If-Match", etag)
                .contentType(MERGE_PATCH)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .patch("/v1/users/{id}", id)
                .then();
    }

    /** A refusal as every endpoint gives it. */
    public static ValidatableResponse refused(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", is(code))
                .body("status", is(status))
                .body("trace", nullValue());
    }

    public static ValidatableResponse list(String token, Map<String, ?> parameters) {
        return given().auth()
                .oauth2(token)
                .queryParams(parameters)
                .get("/v1/users")
                .then();
    }
}

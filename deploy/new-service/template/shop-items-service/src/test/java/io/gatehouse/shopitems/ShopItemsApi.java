package io.gatehouse.shopitems;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a client does with shop items. */
public final class ShopItemsApi {

    public static final String ALL = "/v1/shop-items";

    private ShopItemsApi() {}

    public static String one(UUID id) {
        return ALL + "/" + id;
    }

    /** A new one of whoever has the token. */
    public static UUID make(String token) {
        return UUID.fromString(make(token, "First").statusCode(201).extract().path("id"));
    }

    public static ValidatableResponse make(String token, String name) {
        return send(token, Method.POST, ALL, "{\"name\":\"" + name + "\"}");
    }

    public static ValidatableResponse get(String token, String path) {
        return given().auth().oauth2(token).get(path).then();
    }

    public static ValidatableResponse delete(String token, UUID id) {
        return given().auth().oauth2(token).delete(one(id)).then();
    }

    public static ValidatableResponse patch(String token, UUID id, String ifMatch, String body) {
        return given().auth()
                .oauth2(token)
                .header("If-Match", ifMatch)
                .contentType("application/merge-patch+json")
                .body(body.getBytes(StandardCharsets.UTF_8)) // JSON has no other charset
                .patch(one(id))
                .then();
    }

    /** A body as it is to be sent. */
    public static ValidatableResponse send(String token, Method method, String path, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .request(method, path)
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
}

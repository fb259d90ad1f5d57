package io.gatehouse.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every endpoint with a JSON body does with a request that is none. */
@QuarkusTest
class BadInputTest {

    private static final String LOGIN = "/v1/auth/login";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/auth/signup  | {"email":"a@example.org","password":"long enough","display_name":"A"
            /v1/auth/signup  | nothing like JSON
            /v1/auth/login   | {"email":
            /v1/auth/refresh | {"refresh_token":"x"}}
            /v1/auth/refresh | []
            """)
    void anUnreadableBodyIsMalformed(String path, String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("malformed_request"))
                .body("request_id", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/auth/signup", "/v1/auth/login", "/v1/auth/refresh"})
    void anEmptyBodyIsRefused(String path) {
        given().contentType(ContentType.JSON).post(path).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/auth/signup", "/v1/auth/login", "/v1/auth/refresh"})
    void anotherMediaTypeIsNotSupported(String path) {
        given().contentType(ContentType.TEXT)
                .body("hello")
                .post(path)
                .then()
                .statusCode(415)
                .body("code", is("unsupported_media_type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/auth/signup", "/v1/auth/login", "/v1/auth/refresh", "/v1/auth/logout"})
    void anotherMethodIsNotAllowed(String path) {
        given().delete(path).then().statusCode(405).body("code", is("method_not_allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "/", ";", "no type"})
    void whatIsNotJsonIsNotAcceptable(String accept) {
        var email = AuthApi.freshEmail();

        given().header("Accept", accept)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", AuthApi.PASSWORD, "display_name", "<script>"))
                .post("/v1/auth/signup")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("code", is("not_acceptable"));

        AuthApi.login(email, AuthApi.PASSWORD).statusCode(401);
    }

    @Test
    void anUnknownPathIsNotFound() {
        given().get("/v1/auth/nothing").then().statusCode(404).body("code", is("not_found"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/auth/signup  | {"email":7,"password":"long enough","display_name":"A"}             | email         | wrong_type
            /v1/auth/signup  | {"email":"a@b.org","password":"long enough","display_name":["A"]}   | display_name  | wrong_type
            /v1/auth/signup  | {"email":"a@b.org","password":"long enough","display_name":"A","admin":true} | admin | unknown_field
            /v1/auth/signup  | {"email":"a@b.org","password":"long enough"}                        | display_name  | required
            /v1/auth/signup  | {"email":"a@b.org","display_name":"A"}                              | password      | required
            /v1/auth/signup  | {"password":"long enough","display_name":"A"}                       | email         | required
            /v1/auth/signup  | {"email":"a@b.org","password":"short","display_name":"A"}           | password      | invalid_length
            /v1/auth/signup  | {"email":"not an address","password":"long enough","display_name":"A"} | email      | invalid_format
            /v1/auth/signup  | {"email":"a@b.org","password":"long enough","display_name":"  "}    | display_name  | required
            /v1/auth/signup  | {"email":"a@b.org","password":"long enough","display_name":"A\\u0000"} | display_name | invalid_format
            /v1/auth/signup  | {"email":"a@b.org","password":"long\\u0000enough","display_name":"A"} | password    | invalid_format
            /v1/auth/signup  | {"email":"a\\u0000@b.org","password":"long enough","display_name":"A"} | email      | invalid_format
            /v1/auth/login   | {"email":"a@b.org","password":5}                                    | password      | wrong_type
            /v1/auth/login   | {"email":"a@b.org","password":"p","remember":true}                  | remember      | unknown_field
            /v1/auth/login   | {"email":"a@b.org"}                                                 | password      | required
            /v1/auth/login   | {"email":"a\\u0000b","password":"p"}                                | email         | invalid_format
            /v1/auth/refresh | {"refresh_token":{}}                                                | refresh_token | wrong_type
            /v1/auth/refresh | {"token":"x"}                                                       | token         | unknown_field
            /v1/auth/refresh | {}                                                                  | refresh_token | required
            """)
    void theFieldThatBreaksARuleIsNamed(String path, String body, String field, String code) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors.field", hasItem(field))
                .body("errors.find { it.field == '%s' }.code".formatted(field), is(code));
    }

    @Test
    void anAddressOfAMegabyteIsTooLarge() {
        var email = "a".repeat(1 << 20) + "@example.org";

        given().contentType(ContentType.JSON)
                .body("{\"email\":\"" + email + "\",\"password\":\"p\"}")
                .post(LOGIN)
                .then()
                .statusCode(413);
    }

    @Test
    void anAddressBeyondItsLimitIsRefused() {
        AuthApi.login("a".repeat(300) + "@example.org", "long enough")
                .statusCode(400)
                .body("errors[0].field", is("email"))
                .body("errors[0].code", is("invalid_length"));
    }
}

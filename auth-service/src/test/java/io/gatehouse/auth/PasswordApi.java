package io.gatehouse.auth;

import static io.gatehouse.auth.AuthApi.post;
import static io.restassured.RestAssured.given;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.local.server.Mail;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;

/** What a person does about their password. */
public final class PasswordApi {

    /** What a password is changed to. */
    public static final String ANOTHER = "staple-violet-anchor-17";

    private PasswordApi() {}

    public static ValidatableResponse change(String accessToken, String current, String wanted) {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(accessToken)
                .body(Map.of("current_password", current, "new_password", wanted))
                .post("/v1/auth/password/change")
                .then();
    }

    public static ValidatableResponse forgot(String email) {
        return post("/v1/auth/password/forgot", Map.of("email", email));
    }

    /** The mail that helps whoever has forgotten the password. */
    public static Mail forgotten(Person person) {
        Mailbox.await(person.email(), 1);
        var before = Mailbox.of(person.email()).size();
        forgot(person.email()).statusCode(202);
        return Mailbox.await(person.email(), before + 1);
    }

    public static ValidatableResponse reset(String token, String password) {
        return post("/v1/auth/password/reset", Map.of("token", token, "new_password", password));
    }

    public static ValidatableResponse resetByCode(String email, String code, String password) {
        return post("/v1/auth/password/reset", Map.of("email", email, "code", code, "new_password", password));
    }
}

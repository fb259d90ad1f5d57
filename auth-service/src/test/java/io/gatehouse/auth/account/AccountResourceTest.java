package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.account;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.signup;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountResourceTest {

    @Test
    void signupCreatesTheAccountAndSignsIn() {
        var email = freshEmail();

        signup(email)
                .statusCode(201)
                .header("Cache-Control", is("no-store"))
                .body("account.email", is(email))
                .body("account.email_verified", is(false))
                .body("account.roles", is(java.util.List.of("user")))
                .body("tokens.token_type", is("Bearer"))
                .body("tokens.expires_in", is(900))
                .body("tokens.refresh_token", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("tokens.scope", is("account"));
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
    void theRightPasswordSignsIn() {
        var person = newPerson();

        login(person.email(), PASSWORD).statusCode(200).header("Cache-Control", is("no-store"));
    }
}

package io.gatehouse.auth.client;

import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.ClientApi;
import io.gatehouse.auth.ClientApi.Client;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenIntrospectionResourceTest {

    private String admin;
    private Client asking;

    @BeforeEach
    void register() throws SQLException {
        admin = AdminApi.token();
        asking = ClientApi.newClient(admin, "tokens:introspect");
    }

    @Test
    void anAccessTokenIsActiveUntilItsSessionEnds() {
        var person = newPerson();

        introspect(person.accessToken())
                .header("Cache-Control", is("no-store"))
                .body("active", is(true))
                .body("sub", is(person.accountId().toString()))
                .body("token_type", is("Bearer"))
                .body("client_id", is("gatehouse"))
                .body("scope", is("account"))
                .body("groups", hasItem("user"))
                .body("sid", notNullValue())
                .body("exp", notNullValue())
                .body("aud", notNullValue())
                .body("iss", notNullValue());
        logout(person.accessToken()).statusCode(204);

        inactive(introspect(person.accessToken()));
    }

    @Test
    void anAccessTokenOfADisabledAccountIsNotActive() throws Exception {
        var person = newPerson();
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", person.accountId());

        inactive(introspect(person.accessToken()));
        inactive(introspect(person.refreshToken()));
    }

    @Test
    void aRefreshTokenIsActiveUntilItIsUsed() {
        var person = newPerson();

        introspect(person.refreshToken())
                .body("active", is(true))
                .body("sub", is(person.accountId().toString()))
                .body("client_id", is("gatehouse"));
        refresh(person.refreshToken()).statusCode(200);

        inactive(introspect(person.refreshToken()));
    }

    @Test
    void aClientsTokenIsActiveUntilTheClientIsGone() {
        var client = ClientApi.newClient(admin, "invoices:read");
        String token = ClientApi.token(client.id(), client.secret()).extract().path("access_token");

        introspect(token)
                .body("active", is(true))
                .body("sub", is(client.id()))
                .body("client_id", is(client.id()))
                .body("scope", is("invoices:read"));
        ClientApi.delete(admin, client.id()).statusCode(204);

        inactive(introspect(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "..", "%00"})
    void whatIsNoTokenIsNotActive(String token) {
        inactive(introspect(token));
    }

    @Test
    void onlyClientsThatMayAskAreAnswered() {
        var other = ClientApi.newClient(admin, "invoices:read");
        var token = newPerson().accessToken();

        ClientApi.introspect(other, token).statusCode(400).body("error", is("unauthorized_client"));
        ClientApi.introspect(new Client(asking.id(), "wrong"), token)
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .body("error", is("invalid_client"));
        ClientApi.form(given(), "/oauth2/introspect", "token=" + token)
                .statusCode(401)
                .body("error", is("invalid_client"));
        ClientApi.form(given().auth().oauth2(token), "/oauth2/introspect", "token=" + token)
                .statusCode(401);
    }

    @Test
    void aTokenIsNeeded() {
        ClientApi.introspect(asking, "").statusCode(400).body("error", is("invalid_request"));
        given().auth()
                .preemptive()
                .basic(asking.id(), asking.secret())
                .contentType("application/json")
                .body("{}")
                .post("/oauth2/introspect")
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    private ValidatableResponse introspect(String token) {
        return ClientApi.introspect(asking, token).statusCode(200);
    }

    private static void inactive(ValidatableResponse response) {
        response.body("$", aMapWithSize(1)).body("active", is(false));
    }
}

package io.gatehouse.auth.client;

import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.AuthApi;
import io.gatehouse.auth.ClientApi;
import io.gatehouse.auth.ClientApi.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenRevocationResourceTest {

    @Test
    void aRefreshTokenTakesItsSessionWithIt() {
        var person = newPerson();

        revoke(person.refreshToken()).statusCode(200);

        refresh(person.refreshToken()).statusCode(401).body("code", is("session_revoked"));
        revoke(person.refreshToken()).statusCode(200);
    }

    @Test
    void anAccessTokenTakesItsSessionWithIt() {
        var person = newPerson();

        revoke(person.accessToken()).statusCode(200);

        refresh(person.refreshToken()).statusCode(401).body("code", is("session_revoked"));
    }

    @Test
    void aUsedRefreshTokenStillEndsItsSession() {
        var person = newPerson();
        String successor =
                refresh(person.refreshToken()).statusCode(200).extract().path("refresh_token");

        revoke(person.refreshToken()).statusCode(200);

        refresh(successor).statusCode(401).body("code", is("session_revoked"));
    }

    @Test
    void otherSessionsGoOnAndThePersonReadsOfIt() {
        var person = newPerson();
        String other = AuthApi.login(person.email(), AuthApi.PASSWORD).extract().path("access_token");

        revoke(person.refreshToken()).statusCode(200);

        assertThat(AuditApi.ownActions(other)).contains("signed_out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", "%00"})
    void whatIsNoTokenIsNoError(String token) {
        revoke(token).statusCode(200);
    }

    @Test
    void aTokenOfSomebodyElseIsRefused() throws SQLException {
        var person = newPerson();
        var client = ClientApi.newClient(AdminApi.token(), "invoices:read");

        as(client, person.refreshToken()).statusCode(400).body("error", is("unauthorized_client"));
        as(client, person.accessToken()).statusCode(400).body("error", is("unauthorized_client"));

        refresh(person.refreshToken()).statusCode(200);
    }

    @Test
    void aClientsOwnTokenEndsWithItsTime() throws SQLException {
        var client = ClientApi.newClient(AdminApi.token(), "invoices:read");
        String token = ClientApi.token(client.id(), client.secret()).extract().path("access_token");

        as(client, token).statusCode(400).body("error", is("unsupported_token_type"));
    }

    @Test
    void clientAuthenticationAndATokenAreNeeded() {
        ClientApi.form(given(), "/oauth2/revoke", "token=a").statusCode(401).body("error", is("invalid_client"));
        ClientApi.form(given(), "/oauth2/revoke", "token=a&client_id=user-service")
                .statusCode(401)
                .body("error", is("invalid_client"));
        revoke("").statusCode(400).body("error", is("invalid_request"));
    }

    private static ValidatableResponse revoke(String token) {
        return ClientApi.form(given(), "/oauth2/revoke", "client_id=gatehouse&token=" + token);
    }

    private static ValidatableResponse as(Client client, String token) {
        return ClientApi.form(
                given().auth().preemptive().basic(client.id(), client.secret()), "/oauth2/revoke", "token=" + token);
    }
}

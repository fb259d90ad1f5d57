package io.gatehouse.auth.client;

import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.ClientApi;
import io.gatehouse.auth.Concurrently;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClientResourceTest {

    private String admin;

    @BeforeEach
    void signIn() throws SQLException {
        admin = AdminApi.token();
    }

    @Test
    void aRegisteredClientGetsTokensWithItsScopes() {
        var client = ClientApi.newClient(admin, "invoices:write", "invoices:read");

        ClientApi.token(client.id(), client.secret()).statusCode(200).body("scope", is("invoices:read invoices:write"));
    }

    @Test
    void itIsReadWithoutItsSecret() {
        var client = ClientApi.newClient(admin, "invoices:read");

        ClientApi.get(admin, client.id())
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("client_id", is(client.id()))
                .body("name", is("Billing"))
                .body("scopes", contains("invoices:read"))
                .body("secrets", hasSize(1))
                .body(not(containsString(client.secret())));
    }

    @Test
    void theListGoesOnWhereItsCursorSays() {
        var some = List.of(ClientApi.newClient(admin), ClientApi.newClient(admin));

        var first = ClientApi.list(admin, Map.of("limit", 1))
                .statusCode(200)
                .body("items", hasSize(1))
                .extract();
        ClientApi.list(admin, Map.of("limit", 1, "cursor", first.<String>path("next_cursor")))
                .statusCode(200)
                .body("items.client_id", not(hasItem(first.<String>path("items[0].client_id"))));
        assertThat(ClientApi.list(admin, Map.of("limit", 100)).extract().<List<String>>path("items.client_id"))
                .isSorted();
        assertThat(some).hasSize(2);
    }

    @Test
    void aTakenIdIsRefused() {
        var client = ClientApi.newClient(admin);

        for (var taken : List.of(client.id(), "user-service", "gatehouse")) {
            ClientApi.register(admin, Map.of("client_id", taken, "name", "Another", "scopes", List.of()))
                    .statusCode(409)
                    .body("code", is("client_id_taken"));
        }
    }

    @Test
    void ofManyWithOneIdAtOnceOneIsRegistered() throws Exception {
        var id = ClientApi.freshId();

        var statuses = Concurrently.times(
                10, () -> ClientApi.register(admin, Map.of("client_id", id, "name", "Billing", "scopes", List.of()))
                        .extract()
                        .statusCode());

        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ab", "Billing", "1billing", "billing_1", "billing-", "a1b2c3d4-0000-7000-8000-000000000000"})
    void anIdIsShortPlainAndNoAccounts(String id) {
        ClientApi.register(admin, Map.of("client_id", id, "name", "Billing", "scopes", List.of()))
                .statusCode(400)
                .body("errors[0].field", is("client_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\"quote", "ümlaut"})
    void aScopeIsOneOfTheRfcs(String scope) {
        ClientApi.register(admin, Map.of("client_id", ClientApi.freshId(), "name", "Billing", "scopes", List.of(scope)))
                .statusCode(400)
                .body("code", is("validation_failed"));
    }

    @Test
    void aChangeHoldsForTheNextToken() {
        var client = ClientApi.newClient(admin, "invoices:read");
        var tag = ClientApi.get(admin, client.id()).extract().header("ETag");

        ClientApi.change(admin, client.id(), tag, Map.of("scopes", List.of("orders:read")))
                .statusCode(200)
                .header("ETag", not(is(tag)))
                .body("name", is("Billing"))
                .body("scopes", contains("orders:read"));

        ClientApi.token(client.id(), client.secret()).body("scope", is("orders:read"));
    }

    @Test
    void aChangeNeedsTheVersionItIsBasedOn() {
        var client = ClientApi.newClient(admin);

        ClientApi.change(admin, client.id(), "\"41\"", Map.of("name", "Orders"))
                .statusCode(412)
                .body("code", is("version_conflict"));
        given().auth()
                .oauth2(admin)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Orders"))
                .patch("/v1/admin/clients/{id}", client.id())
                .then()
                .statusCode(428)
                .body("code", is("precondition_required"));
    }

    @Test
    void twoSecretsHoldWhileAClientChangesFromOneToTheNext() {
        var client = ClientApi.newClient(admin, "invoices:read");
        String first = ClientApi.get(admin, client.id()).extract().path("secrets[0].id");

        String next = ClientApi.addSecret(admin, client.id())
                .statusCode(201)
                .header("Cache-Control", is("no-store"))
                .extract()
                .path("client_secret");
        ClientApi.token(client.id(), client.secret()).statusCode(200);
        ClientApi.token(client.id(), next).statusCode(200);
        ClientApi.addSecret(admin, client.id()).statusCode(409).body("code", is("client_secrets_exhausted"));
        ClientApi.removeSecret(admin, client.id(), first).statusCode(204);

        ClientApi.token(client.id(), client.secret()).statusCode(401);
        ClientApi.token(client.id(), next).statusCode(200);
        ClientApi.removeSecret(admin, client.id(), first).statusCode(404).body("code", is("not_found"));
    }

    @Test
    void ofManySecretsAskedForAtOnceOneIsMade() throws Exception {
        var client = ClientApi.newClient(admin);

        var statuses = Concurrently.times(
                10, () -> ClientApi.addSecret(admin, client.id()).extract().statusCode());

        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(9);
    }

    @Test
    void aDeletedClientIsUnknown() {
        var client = ClientApi.newClient(admin);

        ClientApi.delete(admin, client.id()).statusCode(204);

        ClientApi.token(client.id(), client.secret()).statusCode(401).body("error", is("invalid_client"));
        ClientApi.get(admin, client.id()).statusCode(404);
        ClientApi.delete(admin, client.id()).statusCode(404).body("code", is("not_found"));
        ClientApi.addSecret(admin, client.id()).statusCode(404);
        ClientApi.change(admin, client.id(), "*", Map.of("name", "Orders")).statusCode(404);
    }

    @Test
    void whatIsDoneIsAuditedWithoutSecrets() {
        var client = ClientApi.newClient(admin, "invoices:read");
        String second = ClientApi.addSecret(admin, client.id()).extract().path("client_secret");
        ClientApi.delete(admin, client.id()).statusCode(204);

        var trail = AuditApi.search(admin, Map.of("limit", 100)).statusCode(200).extract();

        assertThat(trail.<List<String>>path("items.findAll { it.subject == '" + client.id() + "' }.action"))
                .containsExactly("client_deleted", "client_secret_added", "client_registered");
        assertThat(trail.asString()).doesNotContain(client.secret(), second);
    }

    @Test
    void changesNeedARecentSignIn() throws SQLException {
        var client = ClientApi.newClient(admin);
        String secret = ClientApi.get(admin, client.id()).extract().path("secrets[0].id");
        var stale = AdminApi.staleToken();

        for (var refused : List.of(
                ClientApi.register(
                        stale, Map.of("client_id", ClientApi.freshId(), "name", "Mine", "scopes", List.of())),
                ClientApi.change(stale, client.id(), "*", Map.of("name", "Mine")),
                ClientApi.addSecret(stale, client.id()),
                ClientApi.removeSecret(stale, client.id(), secret),
                ClientApi.setKey(stale, client.id(), "k1", Map.of()),
                ClientApi.removeKey(stale, client.id(), "k1"),
                ClientApi.delete(stale, client.id()))) {
            refused.statusCode(401).body("code", is("reauthentication_required"));
        }
        ClientApi.get(stale, client.id()).statusCode(200).body("name", is("Billing"));
        ClientApi.token(client.id(), client.secret()).statusCode(200);
    }

    @Test
    void everythingNeedsItsPermission() {
        var id = ClientApi.freshId();
        var body = Map.of("client_id", id, "name", "Billing", "scopes", List.of());

        for (var token : List.of(newPerson().accessToken(), serviceToken())) {
            ClientApi.list(token, Map.of()).statusCode(403).body("code", is("forbidden"));
            ClientApi.get(token, id).statusCode(403);
            ClientApi.register(token, body).statusCode(403);
            ClientApi.change(token, id, "*", Map.of("name", "Orders")).statusCode(403);
            ClientApi.delete(token, id).statusCode(403);
            ClientApi.addSecret(token, id).statusCode(403);
            ClientApi.removeSecret(token, id, UUID.randomUUID().toString()).statusCode(403);
            ClientApi.setKey(token, id, "k1", Map.of()).statusCode(403);
            ClientApi.removeKey(token, id, "k1").statusCode(403);
        }
        given().get("/v1/admin/clients").then().statusCode(401).body("code", is("invalid_token"));
    }

    @Test
    void aClientWithoutScopesGetsATokenThatAllowsNothing() {
        var client = ClientApi.newClient(admin);

        ClientApi.get(admin, client.id()).body("scopes", empty());
        ClientApi.token(client.id(), client.secret()).statusCode(200).body("scope", is(""));
    }
}

package io.gatehouse.auth.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.ClientApi;
import io.gatehouse.auth.Concurrently;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ClientKeyResourceTest {

    private String admin;
    private ClientApi.Client client;

    @BeforeEach
    void register() throws SQLException {
        admin = AdminApi.token();
        client = ClientApi.newClient(admin, "invoices:read");
    }

    @Test
    void twoKeysHoldWhileAClientChangesFromOneToTheNext() {
        var first = ClientKeyPair.registered(admin, client.id());
        var next = ClientKeyPair.registered(admin, client.id());
        var third = new ClientKeyPair(client.id());

        ClientApi.get(admin, client.id()).body("keys.kid", contains(first.kid(), next.kid()));
        ClientApi.setKey(admin, client.id(), third.kid(), third.publicJwk())
                .statusCode(409)
                .body("code", is("client_keys_exhausted"));
        ClientApi.tokenBy(first.assertion()).statusCode(200);
        ClientApi.tokenBy(next.assertion()).statusCode(200);

        ClientApi.removeKey(admin, client.id(), first.kid()).statusCode(204);

        ClientApi.tokenBy(first.assertion()).statusCode(401);
        ClientApi.tokenBy(next.assertion()).statusCode(200);
        ClientApi.removeKey(admin, client.id(), first.kid()).statusCode(404).body("code", is("not_found"));
    }

    @Test
    void ofManyKeysSetAtOnceTwoAreKept() throws Exception {
        var statuses = Concurrently.times(10, () -> {
            var pair = new ClientKeyPair(client.id());
            return ClientApi.setKey(admin, client.id(), pair.kid(), pair.publicJwk())
                    .extract()
                    .statusCode();
        });

        assertThat(Collections.frequency(statuses, 200)).isEqualTo(2);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(8);
    }

    @Test
    void anotherKeyUnderTheSameIdTakesItsPlace() {
        var before = ClientKeyPair.registered(admin, client.id());
        var after = new ClientKeyPair(client.id());

        ClientApi.setKey(admin, client.id(), before.kid(), after.publicJwk()).statusCode(200);

        ClientApi.tokenBy(before.assertion()).statusCode(401);
        ClientApi.tokenBy(after.assertionWithHeader(jws -> jws.setKeyIdHeaderValue(before.kid())))
                .statusCode(200);
    }

    @Test
    void aPrivateKeyIsRefused() {
        var pair = new ClientKeyPair(client.id());

        ClientApi.setKey(admin, client.id(), pair.kid(), pair.privateJwk())
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors[0].message", containsString("private"));

        ClientApi.get(admin, client.id()).body("keys", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "kty, RSA, ''",
        "crv, P-384, ''",
        "x, AAAA, ''",
        "y, '', ''",
        "use, enc, ''",
        "alg, RS256, ''",
        "kid, other, kid",
    })
    void whatIsNoSuchKeyIsRefused(String member, String value, String field) {
        var pair = new ClientKeyPair(client.id());
        var jwk = new HashMap<>(pair.publicJwk());
        jwk.put(member, value);

        ClientApi.setKey(admin, client.id(), pair.kid(), jwk)
                .statusCode(400)
                .body("errors[0].field", is(field))
                .body("errors[0].code", is("invalid_value"));
    }

    @Test
    void aPointBesideTheCurveIsRefused() {
        var pair = new ClientKeyPair(client.id());
        var jwk = new HashMap<>(pair.publicJwk());
        jwk.put("y", jwk.get("x"));

        ClientApi.setKey(admin, client.id(), pair.kid(), jwk)
                .statusCode(400)
                .body("errors[0].message", containsString("not on the curve"));
    }

    @Test
    void anIdIsShortAndPlain() {
        ClientApi.setKey(admin, client.id(), "a b", new ClientKeyPair(client.id()).publicJwk())
                .statusCode(400)
                .body("errors[0].field", is("kid"))
                .body("errors[0].code", is("invalid_format"));
    }

    @Test
    void onlyRegisteredClientsHaveKeys() {
        var jwk = new ClientKeyPair("nobody").publicJwk();

        for (var id : List.of("nobody", "user-service")) {
            ClientApi.setKey(admin, id, "k1", jwk).statusCode(404).body("code", is("not_found"));
            ClientApi.removeKey(admin, id, "k1").statusCode(404);
        }
    }

    @Test
    void nothingGoesWithoutAToken() {
        var path = "/v1/admin/clients/" + client.id() + "/keys/k1";
        var jwk = new ClientKeyPair(client.id()).publicJwk();

        given().contentType(ContentType.JSON)
                .body(jwk)
                .put(path)
                .then()
                .statusCode(401)
                .body("code", is("invalid_token"));
        given().delete(path).then().statusCode(401).body("code", is("invalid_token"));
    }

    @Test
    void whatIsDoneIsAudited() {
        var pair = ClientKeyPair.registered(admin, client.id());
        ClientApi.removeKey(admin, client.id(), pair.kid()).statusCode(204);

        var trail = AuditApi.search(admin, Map.of("limit", 100)).statusCode(200).extract();

        assertThat(trail.<List<String>>path("items.findAll { it.subject == '" + client.id() + "' }.action"))
                .containsExactly("client_key_removed", "client_key_set", "client_registered");
    }
}

package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGatehouse.class)
class ClientsTest {

    private final Gatehouse gatehouse;
    private final Api api;

    ClientsTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.api = new Api(gatehouse);
    }

    @Test
    void registeredClientSeesThatASessionHasEnded() {
        var registered = register("tokens:introspect");
        var id = registered.text("client/client_id");
        var secret = registered.text("client_secret");
        var person = api.signUp(Api.newEmail()).text("tokens/access_token");

        var before = api.form("/oauth2/introspect", "token=" + person, id, secret);
        var revoked = new Api(gatehouse).form("/oauth2/revoke", "client_id=gatehouse&token=" + person);
        var after = api.form("/oauth2/introspect", "token=" + person, id, secret);

        assertThat(before.json().get("active").asBoolean())
                .as(before.toString())
                .isTrue();
        assertThat(revoked.status()).as(revoked.toString()).isEqualTo(200);
        assertThat(after.json().get("active").asBoolean()).as(after.toString()).isFalse();
        assertThat(api.form("/oauth2/token", "grant_type=client_credentials", id, secret)
                        .text("scope"))
                .isEqualTo("tokens:introspect");
    }

    @Test
    void clientWithAKeyOfItsOwnSendsNoSecret() throws GeneralSecurityException {
        var id = register("tokens:introspect").text("client/client_id");
        var key = new SigningKey("2026-11");
        var given = api.send(
                "PUT", "/v1/admin/clients/" + id + "/keys/2026-11", key.jwk(), gatehouse.administratorToken(), null);
        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        var assertion = key.assertion(id, gatehouse.gateway("").toString());
        var form = "grant_type=client_credentials"
                + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                + assertion;

        var first = api.form("/oauth2/token", form);
        var again = api.form("/oauth2/token", form);

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(first.text("scope")).isEqualTo("tokens:introspect");
        assertThat(again.status()).as(again.toString()).isEqualTo(401);
        assertThat(again.text("error")).isEqualTo("invalid_client");
    }

    private Api.Answer register(String scope) {
        var registered = api.post(
                "/v1/admin/clients",
                Map.of("client_id", "client-" + UUID.randomUUID(), "name", "Billing", "scopes", List.of(scope)),
                gatehouse.administratorToken());
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        return registered;
    }
}

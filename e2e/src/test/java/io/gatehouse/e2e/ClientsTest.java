package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
        var id = "client-" + UUID.randomUUID();
        var registered = api.post(
                "/v1/admin/clients",
                Map.of("client_id", id, "name", "Billing", "scopes", List.of("tokens:introspect")),
                gatehouse.administratorToken());
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
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
}

package io.gatehouse.e2e.attack;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What only an administrator may touch, and a client that they have registered, which may introspect tokens. */
record Administration(String accessToken, String clientToken, String clientSecret, Map<Resource, String> owned) {

    static Administration of(Gatehouse gatehouse) {
        var api = new Api(gatehouse);
        var token = gatehouse.administratorToken();
        var name = "of-" + UUID.randomUUID().toString().substring(24);
        var client = api.post(
                "/v1/admin/clients",
                Map.of("client_id", name, "name", "Billing", "scopes", List.of("tokens:introspect")),
                token);
        Person.expect(201, client);
        var role = Map.of("name", name, "description", "none", "permissions", List.of());
        Person.expect(201, api.post("/v1/admin/roles", role, token));
        var owned = new EnumMap<Resource, String>(Resource.class);
        owned.put(Resource.CLIENT, name);
        owned.put(Resource.ROLE, name);
        owned.put(
                Resource.CLIENT_SECRET,
                api.get("/v1/admin/clients/" + name, token).text("secrets/0/id"));
        owned.put(Resource.CLIENT_KEY, "2026-11");
        // The key that signs is not to be withdrawn while others need it.
        owned.put(Resource.SIGNING_KEY, UUID.randomUUID().toString());
        owned.put(Resource.MAIL, UUID.randomUUID().toString());
        var secret = client.text("client_secret");
        var clientToken = api.form("/oauth2/token", "grant_type=client_credentials", name, secret)
                .text("access_token");
        return new Administration(token, clientToken, secret, owned);
    }

    String id(Resource resource) {
        return owned.get(resource);
    }
}

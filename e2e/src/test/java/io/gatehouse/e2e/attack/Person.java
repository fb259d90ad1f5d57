package io.gatehouse.e2e.attack;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import java.util.EnumMap;
import java.util.Map;

/** Somebody who has one of everything that a person can have, and nobody else may touch. */
record Person(String email, String accessToken, String refreshToken, Map<Resource, String> owned) {

    static final String PREFERENCE = "theme";
    static final String ORGANIZATION = "Analytical Engines";

    static Person in(Gatehouse gatehouse) {
        var api = new Api(gatehouse);
        var email = Api.newEmail();
        var signedUp = api.signUp(email);
        expect(201, signedUp);
        var token = signedUp.text("tokens/access_token");
        var owned = new EnumMap<Resource, String>(Resource.class);
        owned.put(Resource.ACCOUNT, signedUp.text("account/id"));
        owned.put(Resource.SESSION, api.get("/v1/auth/sessions", token).text("items/0/id"));
        owned.put(Resource.PREFERENCE, PREFERENCE);
        expect(200, api.send("PUT", "/v1/users/me/preferences/" + PREFERENCE, "{\"value\":\"dark\"}", token, null));
        var organization = api.post("/v1/organizations", Map.of("name", ORGANIZATION), token);
        expect(201, organization);
        owned.put(Resource.ORGANIZATION, organization.text("id"));
        var invitation = api.post(
                "/v1/organizations/" + organization.text("id") + "/invitations",
                Map.of("email", Api.newEmail(), "role", "member"),
                token);
        expect(201, invitation);
        owned.put(Resource.INVITATION, invitation.text("id"));
        return new Person(email, token, signedUp.text("tokens/refresh_token"), owned);
    }

    String id(Resource resource) {
        return owned.get(resource);
    }

    static void expect(int status, Api.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("instead of " + status + ": " + answer);
        }
    }
}

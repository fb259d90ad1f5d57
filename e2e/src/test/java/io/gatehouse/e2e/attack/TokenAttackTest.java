package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import io.gatehouse.local.test.ForgedTokens;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The attacks on signed tokens of {@link ForgedTokens}, at the gateway and at each service past it: some signed by the set's own key, so that
 * nothing but what is forged can be the reason of a refusal.
 */
@Attack
class TokenAttackTest {

    private static final Set<String> REFUSALS = Set.of("invalid_token", "token_expired");

    private final Gatehouse gatehouse;
    private Person person;
    private Map<String, String> forged;

    TokenAttackTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @BeforeEach
    void forge() throws SQLException, GeneralSecurityException {
        var key = IssuerKey.of(gatehouse);
        person = Person.in(gatehouse);
        forged = new HashMap<>(ForgedTokens.of(person.accessToken(), key.kid(), key.privateKey(), key.publicKey()));
        forged.putAll(ForgedTokens.withOtherClaims(person.accessToken(), key.kid(), key.privateKey()));
        // What the set hands out besides access tokens.
        forged.put("the refresh token", person.refreshToken());
        forged.put("the token twice", person.accessToken() + "." + person.accessToken());
    }

    @Test
    void noForgeryOpensAnyDoor() {
        var let = new ArrayList<String>();
        for (var door : doors().entrySet()) {
            var api = Api.at(door.getValue());
            var path = door.getKey().equals("auth-service") ? "/v1/auth/account" : "/v1/users/me";
            assertThat(api.get(path, person.accessToken()).status()).isEqualTo(200);
            forged.forEach((what, token) -> {
                var answer = api.get(path, Map.of("Authorization", "Bearer " + token));
                if (answer.status() != 401 || !REFUSALS.contains(answer.code())) {
                    let.add(door.getKey() + ", " + what + ": " + answer);
                }
            });
        }

        assertThat(forged).hasSizeGreaterThan(60);
        assertThat(let).isEmpty();
    }

    @Test
    void noForgeryIsActive() {
        var client = Administration.of(gatehouse);
        var api = new Api(gatehouse);
        assertThat(introspected(api, person.accessToken(), client)).contains("\"active\":true");

        assertThat(forged.entrySet().stream()
                        .filter(token -> !token.getKey().equals("the refresh token"))
                        .map(token -> token.getKey() + ": " + introspected(api, token.getValue(), client)))
                .allMatch(answer -> answer.endsWith("{\"active\":false}"));
    }

    @Test
    void tokenElsewhereThanInTheHeaderIsNone() {
        var token = person.accessToken();
        var api = new Api(gatehouse);

        for (var request : List.of(
                api.get("/v1/users/me?access_token=" + token),
                api.get("/v1/users/me?Authorization=Bearer%20" + token),
                api.get("/v1/users/me", Map.of("X-Authorization", "Bearer " + token)),
                api.get("/v1/users/me", Map.of("Proxy-Authorization", "Bearer " + token)),
                api.get("/v1/users/me", Map.of("Cookie", "access_token=" + token)),
                api.get("/v1/users/me", Map.of("Cookie", "gatehouse-access=" + token)),
                api.get("/v1/users/me", Map.of("Authorization", "Basic " + token)),
                api.get("/v1/users/me", Map.of("Authorization", token)))) {
            assertThat(request.status()).as(request.toString()).isEqualTo(401);
        }
    }

    private static String introspected(Api api, String token, Administration administration) {
        return api.form(
                        "/oauth2/introspect",
                        "token=" + URLEncoder.encode(token, UTF_8),
                        administration.id(Resource.CLIENT),
                        administration.clientSecret())
                .response()
                .body();
    }

    private Map<String, Function<String, URI>> doors() {
        return Map.of(
                "gateway", gatehouse::gateway,
                "auth-service", gatehouse::authService,
                "user-service", gatehouse::userService);
    }
}

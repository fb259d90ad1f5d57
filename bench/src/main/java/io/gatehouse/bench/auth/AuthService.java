package io.gatehouse.bench.auth;

import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Request;
import io.gatehouse.bench.measure.Rotation;
import io.gatehouse.bench.measure.Subject;
import io.gatehouse.contracts.auth.TokenResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The packaged auth-service, asked without the gateway. */
public final class AuthService {

    private AuthService() {}

    /** With a client of its own; {@code client} asks it without the gateway and stays open as long as it is measured; {@code people} are addresses. */
    public static TokenServer of(
            Subject subject, Client client, TokenResponse administrator, List<String> people, Mode mode) {
        var crowd = Crowd.of(mode);
        var id = "bench-" + UUID.randomUUID();
        var secret = client.registerIntrospector(id, administrator.accessToken());
        return new TokenServer(
                subject,
                new AuthRequests(
                        Request.get("/.well-known/jwks.json"),
                        accessTokens(client, people, crowd.tokens())
                                .map(token -> client.introspect(id, secret, token))
                                .toList(),
                        Request.form("/oauth2/token", "grant_type=client_credentials")
                                .basic(id, secret),
                        client.refresh(Rotation.TOKEN),
                        new Rotation(crowd.sessions(), () -> client.signIn(people.getFirst())
                                .refreshToken()),
                        people.stream().map(client::login).toList()));
    }

    private static Stream<String> accessTokens(Client client, List<String> people, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> client.signIn(people.get(n % people.size())).accessToken());
    }

    /** Addresses of people who have just signed up. */
    public static List<String> signUp(Client client, Mode mode) {
        var people = new ArrayList<String>();
        for (int i = 0; i < Crowd.of(mode).people(); i++) {
            var email = "bench." + UUID.randomUUID() + "@example.com";
            client.signUp(email);
            people.add(email);
        }
        return people;
    }
}

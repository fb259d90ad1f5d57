package io.gatehouse.bench.auth;

import io.gatehouse.bench.measure.Exchange;
import io.gatehouse.bench.measure.Requests;
import java.util.List;

/** One kind of request to a server that issues tokens; what costs most comes last. */
enum AuthKind {
    JWKS("jwks", 500, "\"keys\""),
    INTROSPECT("introspect", 200, "\"active\":true"),
    CLIENT_CREDENTIALS("client-credentials", 100, "\"access_token\""),
    /** Each with the token that the one before has brought. */
    REFRESH("refresh", 50, "\"refresh_token\""),
    LOGIN("login", 8, "\"refresh_token\"");

    final String label;
    private final double perSecond;
    private final String partOfGoodAnswer;

    AuthKind(String label, double perSecond, String partOfGoodAnswer) {
        this.label = label;
        this.perSecond = perSecond;
        this.partOfGoodAnswer = partOfGoodAnswer;
    }

    Exchange exchange(AuthRequests all) {
        return new Exchange(label, perSecond, requests(all), partOfGoodAnswer);
    }

    private Requests requests(AuthRequests all) {
        return switch (this) {
            case JWKS -> Requests.of(List.of(all.jwks()));
            case INTROSPECT -> Requests.of(all.introspect());
            case CLIENT_CREDENTIALS -> Requests.of(List.of(all.clientCredentials()));
            case REFRESH -> Requests.rotating(all.refresh(), all.rotation());
            case LOGIN -> Requests.of(all.login());
        };
    }
}

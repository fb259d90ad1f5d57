package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Api;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody with an account, who calls from an address of their own and keeps the newest tokens. */
final class Person {

    private final Api api;
    private final String email;
    private final String id;
    private final AtomicReference<Tokens> tokens;

    private record Tokens(String access, String refresh) {}

    private Person(Api api, String email, Api.Answer signedUp) {
        this.api = api;
        this.email = email;
        this.id = signedUp.text("account/id");
        this.tokens = new AtomicReference<>(
                new Tokens(signedUp.text("tokens/access_token"), signedUp.text("tokens/refresh_token")));
    }

    /** Makes an account with this client. */
    static Person signUp(Api api) {
        var email = Api.newEmail();
        var answer = api.signUp(email);
        if (answer.status() != 201) {
            throw new IllegalStateException("not signed up: " + answer);
        }
        return new Person(api, email, answer);
    }

    Api api() {
        return api;
    }

    String email() {
        return email;
    }

    String id() {
        return id;
    }

    String accessToken() {
        return tokens.get().access;
    }

    String refreshToken() {
        return tokens.get().refresh;
    }

    Api.Answer signIn() {
        return api.signIn(email, Api.PASSWORD);
    }

    Api.Answer refresh() {
        var answer = api.refresh(refreshToken());
        if (answer.ok()) {
            tokens.set(new Tokens(answer.text("access_token"), answer.text("refresh_token")));
        }
        return answer;
    }
}

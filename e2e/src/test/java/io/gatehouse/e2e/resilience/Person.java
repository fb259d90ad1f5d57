package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Api;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody with an account, who calls from an address of their own and keeps the newest refresh token. */
final class Person {

    private final Api api;
    private final String email;
    private final String id;
    private final String accessToken;
    private final AtomicReference<String> refreshToken;

    private Person(Api api, String email, Api.Answer signedUp) {
        this.api = api;
        this.email = email;
        this.id = signedUp.text("account/id");
        this.accessToken = signedUp.text("tokens/access_token");
        this.refreshToken = new AtomicReference<>(signedUp.text("tokens/refresh_token"));
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
        return accessToken;
    }

    String refreshToken() {
        return refreshToken.get();
    }

    Api.Answer signIn() {
        return api.signIn(email, Api.PASSWORD);
    }

    Api.Answer refresh() {
        var answer = api.refresh(refreshToken.get());
        if (answer.ok()) {
            refreshToken.set(answer.text("refresh_token"));
        }
        return answer;
    }
}

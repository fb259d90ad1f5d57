package io.gatehouse.auth.token;

import java.time.Duration;

/** A signed access token and what its bearer must know of it. */
public record AccessToken(String value, Duration lifetime, String scope) {

    @Override
    public String toString() {
        return "AccessToken[redacted]";
    }
}

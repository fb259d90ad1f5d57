package io.gatehouse.contracts.auth;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

/** {@code POST /v1/auth/refresh}. The token is opaque; only its size is bounded here. */
public record RefreshRequest(@NotEmpty @Size(max = 512) String refreshToken) {

    @Override
    public String toString() {
        return "RefreshRequest[redacted]";
    }
}

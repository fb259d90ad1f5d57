package io.gatehouse.contracts.client;

import java.time.Instant;
import java.util.UUID;

/** One more secret of a client, which is told this once. */
public record NewClientSecretResponse(UUID id, String clientSecret, Instant createdAt) {

    @Override
    public String toString() {
        return "NewClientSecretResponse[" + id + "]";
    }
}

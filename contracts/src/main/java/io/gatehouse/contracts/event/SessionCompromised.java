package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code session.compromised.v1}: a used refresh token came back, so its session was ended. */
public record SessionCompromised(UUID accountId, UUID sessionId) {

    public static final String TYPE = "session.compromised.v1";
}

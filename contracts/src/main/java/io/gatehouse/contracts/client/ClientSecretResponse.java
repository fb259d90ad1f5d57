package io.gatehouse.contracts.client;

import java.time.Instant;
import java.util.UUID;

/** That a client has a secret, not what it is. */
public record ClientSecretResponse(UUID id, Instant createdAt) {}

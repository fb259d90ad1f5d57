package io.gatehouse.contracts.client;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * A client as administrators see it.
 *
 * @param secrets those that hold, the oldest first; what they are is told only once, when they are made
 * @param keys public keys by which it may prove who it is, the oldest first
 */
public record ClientResponse(
        String clientId,
        String name,
        SortedSet<String> scopes,
        List<ClientSecretResponse> secrets,
        List<ClientKeyResponse> keys,
        Instant createdAt,
        Instant updatedAt) {}

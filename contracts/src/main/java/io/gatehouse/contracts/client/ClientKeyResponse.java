package io.gatehouse.contracts.client;

import java.time.Instant;

/** A public key by which a client may prove who it is (RFC 7523), by its id. */
public record ClientKeyResponse(String kid, Instant createdAt, Instant updatedAt) {}

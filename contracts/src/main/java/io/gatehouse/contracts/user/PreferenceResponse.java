package io.gatehouse.contracts.user;

import java.time.Instant;

/** What an application remembers for a person under a key. */
public record PreferenceResponse(String key, Object value, Instant createdAt, Instant updatedAt) {}

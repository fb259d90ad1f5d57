package io.gatehouse.user.preference;

import java.time.Instant;

/** @param value JSON */
record Preference(String key, String value, Instant createdAt, Instant updatedAt) {}

package io.gatehouse.user.directory;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the directory.
 *
 * @param searchName what it is sorted by, before its id
 */
record Person(UUID id, String displayName, String searchName, Instant createdAt, Instant updatedAt) {}

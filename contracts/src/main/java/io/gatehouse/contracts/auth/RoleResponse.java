package io.gatehouse.contracts.auth;

import java.time.Instant;
import java.util.SortedSet;

/**
 * A role and what it allows.
 *
 * @param name what tokens call it, in {@code groups}
 * @param permissions of the role {@code admin} always all
 */
public record RoleResponse(
        String name, String description, SortedSet<Permission> permissions, Instant createdAt, Instant updatedAt) {}

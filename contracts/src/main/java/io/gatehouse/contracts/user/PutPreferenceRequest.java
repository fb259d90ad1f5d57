package io.gatehouse.contracts.user;

import jakarta.validation.constraints.NotNull;

/**
 * {@code PUT /v1/users/me/preferences/{key}}.
 *
 * @param value any JSON but null
 */
public record PutPreferenceRequest(@NotNull Object value) {}

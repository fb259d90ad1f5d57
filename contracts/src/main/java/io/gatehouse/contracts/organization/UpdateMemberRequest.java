package io.gatehouse.contracts.organization;

import jakarta.validation.constraints.NotNull;

/**
 * {@code PATCH /v1/organizations/{id}/members/{user_id}}, a JSON Merge Patch (RFC 7396). The validated record is what may
 * be changed of the membership as it will be.
 */
public record UpdateMemberRequest(@NotNull OrganizationRole role) {}

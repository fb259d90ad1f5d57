package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code organization.created.v1}: an organization exists. What it is called, user-service says to its members. */
public record OrganizationCreated(UUID organizationId) {

    public static final String TYPE = "organization.created.v1";
}

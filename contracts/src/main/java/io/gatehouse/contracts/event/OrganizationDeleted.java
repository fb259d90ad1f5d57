package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code organization.deleted.v1}: an organization is gone, and whatever was made of it should be. */
public record OrganizationDeleted(UUID organizationId) {

    public static final String TYPE = "organization.deleted.v1";
}

package io.gatehouse.contracts.event;

import java.util.UUID;

/**
 * {@code organization.updated.v1}: an organization is no longer as it was.
 *
 * @param version of the organization from now on, as in its {@code ETag}
 */
public record OrganizationUpdated(UUID organizationId, long version) {

    public static final String TYPE = "organization.updated.v1";
}

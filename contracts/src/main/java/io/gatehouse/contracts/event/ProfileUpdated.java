package io.gatehouse.contracts.event;

import java.util.Set;
import java.util.UUID;

/**
 * {@code profile.updated.v1}: a profile is no longer as it was.
 *
 * @param version of the profile from now on, as in its {@code ETag}
 * @param changed the names of its fields that have another value; the values are in the profile alone
 */
public record ProfileUpdated(UUID accountId, long version, Set<String> changed) {

    public static final String TYPE = "profile.updated.v1";
}

package io.gatehouse.contracts.organization;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member is in an organization, the highest first. A name is stored: never renamed. */
public enum OrganizationRole {
    /** Does everything; there is always one. */
    @JsonProperty("owner")
    OWNER,
    /** Looks after members and invitations, but not after owners. */
    @JsonProperty("admin")
    ADMIN,
    /** Belongs to it. */
    @JsonProperty("member")
    MEMBER
}

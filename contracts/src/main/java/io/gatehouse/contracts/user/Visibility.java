package io.gatehouse.contracts.user;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who sees a field of a profile, besides its owner and those who may read all profiles. A name is stored: never renamed. */
public enum Visibility {
    /** Nobody else. */
    @JsonProperty("private")
    PRIVATE,
    /** Everybody who has signed in. */
    @JsonProperty("members")
    MEMBERS,
    /** Everybody. */
    @JsonProperty("public")
    PUBLIC
}

package io.gatehouse.contracts.auth;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an account may be used. */
public enum AccountStatus {
    @JsonProperty("active")
    ACTIVE,
    /** Its person cannot sign in; everything else about it stays. */
    @JsonProperty("disabled")
    DISABLED
}

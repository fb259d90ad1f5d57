package io.gatehouse.contracts.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of somebody did it. */
public enum ActorKind {
    /** A person who proved to be one. */
    @JsonProperty("account")
    ACCOUNT,
    /** A service that speaks for itself. */
    @JsonProperty("client")
    CLIENT,
    /** Nobody knows who. */
    @JsonProperty("anonymous")
    ANONYMOUS,
    /** The set itself, by its configuration or its clock. */
    @JsonProperty("system")
    SYSTEM
}

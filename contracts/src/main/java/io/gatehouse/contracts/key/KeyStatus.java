package io.gatehouse.contracts.key;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A signing key's life, in this order. */
public enum KeyStatus {
    /** Published, so that verifiers know it before it signs. */
    @JsonProperty("next")
    NEXT,
    /** It signs. */
    @JsonProperty("active")
    ACTIVE,
    /** It signs no more and verifies what it has signed; its private part is erased. */
    @JsonProperty("retired")
    RETIRED,
    /** It verifies nothing any more. */
    @JsonProperty("gone")
    GONE
}

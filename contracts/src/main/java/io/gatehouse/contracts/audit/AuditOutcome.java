package io.gatehouse.contracts.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether what was tried was done. */
public enum AuditOutcome {
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("refused")
    REFUSED
}

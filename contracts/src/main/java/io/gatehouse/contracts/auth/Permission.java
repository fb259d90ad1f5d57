package io.gatehouse.contracts.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** What a role may allow. A name is public and stored: never renamed, never reused. */
public enum Permission {
    @JsonProperty("accounts:read")
    ACCOUNTS_READ("accounts:read"),
    @JsonProperty("accounts:write")
    ACCOUNTS_WRITE("accounts:write"),
    @JsonProperty("sessions:end")
    SESSIONS_END("sessions:end"),
    @JsonProperty("roles:read")
    ROLES_READ("roles:read"),
    @JsonProperty("roles:write")
    ROLES_WRITE("roles:write"),
    @JsonProperty("audit:read")
    AUDIT_READ("audit:read"),
    @JsonProperty("mails:read")
    MAILS_READ("mails:read"),
    @JsonProperty("mails:write")
    MAILS_WRITE("mails:write"),
    @JsonProperty("clients:read")
    CLIENTS_READ("clients:read"),
    @JsonProperty("clients:write")
    CLIENTS_WRITE("clients:write"),
    @JsonProperty("keys:rotate")
    KEYS_ROTATE("keys:rotate");

    /** The name on the wire and in the database. */
    public final String wire;

    Permission(String wire) {
        this.wire = wire;
    }

    /** The permission of this name, if there is one. */
    public static Optional<Permission> of(String wire) {
        return Arrays.stream(values())
                .filter(permission -> permission.wire.equals(wire))
                .findFirst();
    }
}

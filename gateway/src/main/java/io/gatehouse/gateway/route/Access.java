package io.gatehouse.gateway.route;

import java.util.Set;

/**
 * Who may use a route.
 *
 * @param roles the caller needs one of them; empty means none is needed
 * @param scopes the caller's token needs all of them
 * @param session what it does to a browser's session, or null
 */
public record Access(IdentityRule identity, Set<String> roles, Set<String> scopes, SessionRule session) {

    public Access {
        if (!(roles.isEmpty() && scopes.isEmpty()) && identity != IdentityRule.REQUIRED) {
            throw new IllegalArgumentException("roles and scopes need 'identity: required'");
        }
        if (session != null && identity != needed(session)) {
            throw new IllegalArgumentException(
                    "a session ends with 'identity: required', and begins and is refreshed with 'identity: none'");
        }
    }

    public Access(IdentityRule identity, Set<String> roles, Set<String> scopes) {
        this(identity, roles, scopes, null);
    }

    private static IdentityRule needed(SessionRule session) {
        return session == SessionRule.END ? IdentityRule.REQUIRED : IdentityRule.NONE;
    }
}

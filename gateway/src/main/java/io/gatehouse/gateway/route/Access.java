package io.gatehouse.gateway.route;

import java.util.Set;

/**
 * Who may use a route.
 *
 * @param roles the caller needs one of them; empty means none is needed
 * @param scopes the caller's token needs all of them
 */
public record Access(IdentityRule identity, Set<String> roles, Set<String> scopes) {

    public Access {
        if (!(roles.isEmpty() && scopes.isEmpty()) && identity != IdentityRule.REQUIRED) {
            throw new IllegalArgumentException("roles and scopes need 'identity: required'");
        }
    }
}

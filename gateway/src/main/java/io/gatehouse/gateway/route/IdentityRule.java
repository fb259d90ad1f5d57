package io.gatehouse.gateway.route;

/** What a route asks of the access token. */
public enum IdentityRule {
    /** The gateway does not look at it. */
    NONE,
    /** May be missing; a token that is there must be valid. */
    OPTIONAL,
    /** Must be there and valid. */
    REQUIRED
}

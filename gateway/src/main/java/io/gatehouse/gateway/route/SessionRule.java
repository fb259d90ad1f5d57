package io.gatehouse.gateway.route;

/** What a route does to the session that a browser keeps in cookies. */
public enum SessionRule {
    /** The service's tokens become cookies. */
    BEGIN,
    /** The gateway exchanges the cookies for fresh ones. */
    REFRESH,
    /** The service ends the session, and the cookies are cleared. */
    END
}

package io.gatehouse.auth.link;

import java.util.Locale;

/** What a link is good for, and nothing else. The names in lower case are those of the table's check. */
public enum Purpose {
    SIGNUP,
    VERIFY_EMAIL,
    CHANGE_EMAIL,
    RESET_PASSWORD,
    /** Chooses the first password of an account that somebody else made. */
    INVITATION,
    /** Answers an invitation to an organization of user-service, whose id it has. */
    JOIN_ORGANIZATION;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Purpose of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}

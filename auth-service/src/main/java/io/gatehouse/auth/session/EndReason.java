package io.gatehouse.auth.session;

/** Why a session ended before its time; the names are those of the table's check. */
public enum EndReason {
    LOGOUT("logout"),
    REVOKED("revoked"),
    REFRESH_TOKEN_REUSED("refresh_token_reused"),
    PASSWORD_CHANGED("password_changed"),
    PASSWORD_RESET("password_reset"),
    ENDED_BY_ADMIN("ended_by_admin"),
    ACCOUNT_DISABLED("account_disabled"),
    ACCOUNT_DELETED("account_deleted");

    final String stored;

    EndReason(String stored) {
        this.stored = stored;
    }

    /** Whether the account is closed to whoever holds any of its tokens. */
    boolean closesAccount() {
        return this == ACCOUNT_DISABLED || this == ACCOUNT_DELETED;
    }
}

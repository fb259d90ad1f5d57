package io.gatehouse.auth.session;

/** Why a session ended before its time; the names are those of the table's check. */
enum EndReason {
    LOGOUT("logout"),
    REFRESH_TOKEN_REUSED("refresh_token_reused"),
    PASSWORD_CHANGED("password_changed"),
    PASSWORD_RESET("password_reset");

    final String stored;

    EndReason(String stored) {
        this.stored = stored;
    }
}

package io.gatehouse.contracts.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Everything that is written to the audit trail. A name is public and stored: never renamed, never reused. */
public enum AuditAction {
    /** Somebody created an account for themselves. */
    @JsonProperty("signed_up")
    SIGNED_UP,
    /** Somebody signed in with a password, or tried to. */
    @JsonProperty("signed_in")
    SIGNED_IN,
    /** Somebody ended their own session. */
    @JsonProperty("signed_out")
    SIGNED_OUT,
    /** Somebody ended one of their sessions. */
    @JsonProperty("session_ended")
    SESSION_ENDED,
    /** Somebody ended all their sessions but the one in use. */
    @JsonProperty("other_sessions_ended")
    OTHER_SESSIONS_ENDED,
    /** Somebody who is signed in proved once more who they are, or tried to. */
    @JsonProperty("reauthenticated")
    REAUTHENTICATED,
    /** A refresh token came back after its successor was used; its session ended. */
    @JsonProperty("refresh_token_reused")
    REFRESH_TOKEN_REUSED,
    /** Somebody replaced the password they know. */
    @JsonProperty("password_changed")
    PASSWORD_CHANGED,
    /** A password was replaced with a mailed link. */
    @JsonProperty("password_reset")
    PASSWORD_RESET,
    /** An address was proved with a mailed link. */
    @JsonProperty("email_verified")
    EMAIL_VERIFIED,
    /** Somebody asked for another address, which holds once it is verified. */
    @JsonProperty("email_change_requested")
    EMAIL_CHANGE_REQUESTED,
    /** An account moved to the address it had asked for. */
    @JsonProperty("email_changed")
    EMAIL_CHANGED,
    /** Signing in takes a second factor from here on. */
    @JsonProperty("mfa_activated")
    MFA_ACTIVATED,
    /** The password is enough to sign in from here on. */
    @JsonProperty("mfa_removed")
    MFA_REMOVED,
    /** Somebody got new recovery codes. */
    @JsonProperty("recovery_codes_replaced")
    RECOVERY_CODES_REPLACED,
    /** A recovery code stood in for the second factor. */
    @JsonProperty("recovery_code_used")
    RECOVERY_CODE_USED,
    /** An administrator took an account over from another system. */
    @JsonProperty("account_imported")
    ACCOUNT_IMPORTED,
    /** An administrator made an account whose person is to choose a password. */
    @JsonProperty("account_invited")
    ACCOUNT_INVITED,
    /** An administrator locked an account. */
    @JsonProperty("account_disabled")
    ACCOUNT_DISABLED,
    /** An administrator unlocked an account. */
    @JsonProperty("account_enabled")
    ACCOUNT_ENABLED,
    /** An administrator gave an account roles, or took some. */
    @JsonProperty("account_roles_changed")
    ACCOUNT_ROLES_CHANGED,
    /** Somebody asked to be forgotten. */
    @JsonProperty("erasure_requested")
    ERASURE_REQUESTED,
    /** Somebody who had asked to be forgotten stays. */
    @JsonProperty("erasure_cancelled")
    ERASURE_CANCELLED,
    /** Nothing is kept any more of the person whom this pseudonym stands for. */
    @JsonProperty("person_erased")
    PERSON_ERASED,
    /** An administrator removed an account, or the wish of its person to be forgotten did. */
    @JsonProperty("account_deleted")
    ACCOUNT_DELETED,
    /** An administrator signed somebody out everywhere. */
    @JsonProperty("all_sessions_ended")
    ALL_SESSIONS_ENDED,
    /** An administrator made somebody choose another password. */
    @JsonProperty("password_reset_forced")
    PASSWORD_RESET_FORCED,
    /** The configuration made an account the first administrator. */
    @JsonProperty("administrator_appointed")
    ADMINISTRATOR_APPOINTED,
    /** Somebody who may administer something tried what they may not. */
    @JsonProperty("administration_refused")
    ADMINISTRATION_REFUSED,
    /** Somebody took a copy of the trail, or of a part of it. */
    @JsonProperty("audit_exported")
    AUDIT_EXPORTED,
    /** Somebody made a role. */
    @JsonProperty("role_created")
    ROLE_CREATED,
    /** Somebody changed what a role is or allows. */
    @JsonProperty("role_changed")
    ROLE_CHANGED,
    /** Somebody deleted a role. */
    @JsonProperty("role_deleted")
    ROLE_DELETED,
    /** An administrator queued a dead mail again. */
    @JsonProperty("mail_retried")
    MAIL_RETRIED,
    /** An administrator let the next signing key sign. */
    @JsonProperty("key_rotated")
    KEY_ROTATED,
    /** An administrator withdrew a signing key that somebody else may have had. */
    @JsonProperty("key_withdrawn")
    KEY_WITHDRAWN,
    /** An administrator registered a client. */
    @JsonProperty("client_registered")
    CLIENT_REGISTERED,
    /** An administrator changed what a client is called or may ask for. */
    @JsonProperty("client_changed")
    CLIENT_CHANGED,
    /** An administrator took a client away. */
    @JsonProperty("client_deleted")
    CLIENT_DELETED,
    /** An administrator made one more secret for a client. */
    @JsonProperty("client_secret_added")
    CLIENT_SECRET_ADDED,
    /** An administrator took a secret from a client. */
    @JsonProperty("client_secret_removed")
    CLIENT_SECRET_REMOVED,
    /** An administrator gave a client a public key, or another one in its place. */
    @JsonProperty("client_key_set")
    CLIENT_KEY_SET,
    /** An administrator took a public key from a client. */
    @JsonProperty("client_key_removed")
    CLIENT_KEY_REMOVED
}

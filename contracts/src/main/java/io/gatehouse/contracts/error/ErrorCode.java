package io.gatehouse.contracts.error;

/** Every code a client may see. A code is public: never renamed, never reused. */
public enum ErrorCode {
    VALIDATION_FAILED(
            "validation_failed",
            400,
            "The request is not valid",
            "One or more fields break a rule. `errors` names each field, a code and what is expected; mend them and send again."),
    MALFORMED_REQUEST(
            "malformed_request",
            400,
            "The request could not be read",
            "The body is no JSON, or the message breaks HTTP itself. Sending the same bytes again will not help."),
    IDEMPOTENCY_KEY_REQUIRED(
            "idempotency_key_required",
            400,
            "Idempotency-Key is missing",
            "This resource is changed once for each key. Choose one, such as a UUID, and send it again with every repetition."),
    IDEMPOTENCY_KEY_INVALID(
            "idempotency_key_invalid",
            400,
            "The Idempotency-Key is not valid",
            "It is one string of 1 to 255 visible characters, in quotes or without; a UUID is a good one."),
    INVALID_CREDENTIALS(
            "invalid_credentials",
            401,
            "E-mail or password is wrong",
            "The same answer for an unknown account and for a wrong password. Ask the person again."),
    INVALID_TOKEN(
            "invalid_token",
            401,
            "The token is missing or not valid",
            "There is no token, or its signature, issuer, audience or type is not accepted. Sign in again."),
    TOKEN_EXPIRED(
            "token_expired",
            401,
            "The token has expired",
            "Refresh the access token and repeat the request; if it was the refresh token, sign in again."),
    SESSION_REVOKED(
            "session_revoked",
            401,
            "The session has ended",
            "The session was signed out, revoked or has reached its lifetime. Sign in again."),
    REFRESH_TOKEN_REUSED(
            "refresh_token_reused",
            401,
            "The refresh token was used before",
            "A refresh token came back after its successor was in use, which is how a stolen one looks. The session has"
                    + " ended; sign in again."),
    REAUTHENTICATION_REQUIRED(
            "reauthentication_required",
            401,
            "A recent sign-in is needed",
            "Signing in is too long ago for this, or lacked the second factor. Ask for the password again, send it to"
                    + " `/v1/auth/reauthenticate`, and repeat the request."),
    MFA_REQUIRED(
            "mfa_required",
            403,
            "A second factor is needed",
            "The password was right. Continue at `/v1/auth/login/mfa` with `mfa_token` and one of `methods`; where there is no"
                    + " `mfa_token`, repeat the request with one of them."),
    FORBIDDEN(
            "forbidden",
            403,
            "You may not do this",
            "The token is valid, but its roles, scope or subject do not allow this request."),
    CROSS_SITE_REQUEST(
            "cross_site_request",
            403,
            "The request does not come from a page of this site",
            "A browser's session is used by pages of its own origin, and by those that the route's `cors` names. Nothing was"
                    + " changed. Clients that are no browsers send `Authorization` instead of cookies."),
    ACCOUNT_DISABLED(
            "account_disabled",
            403,
            "The account is disabled",
            "An administrator disabled the account. Signing in again will not help."),
    EMAIL_NOT_VERIFIED(
            "email_not_verified",
            403,
            "The e-mail address is not verified",
            "Open the link or enter the code that was mailed, or ask for a new one."),
    NOT_ADDRESSEE(
            "not_addressee",
            403,
            "The invitation was sent to another address",
            "Sign in with the account that has the address the mail went to, or change this account's address to it."),
    NOT_FOUND(
            "not_found",
            404,
            "There is nothing here",
            "No route leads here, or the resource does not exist, or not for you."),
    METHOD_NOT_ALLOWED(
            "method_not_allowed",
            405,
            "This method is not allowed here",
            "The path exists, the method does not. `Allow` lists those that do."),
    NOT_ACCEPTABLE(
            "not_acceptable",
            406,
            "No acceptable representation",
            "The resource cannot be sent in any media type that `Accept` asks for."),
    REQUEST_TIMEOUT(
            "request_timeout",
            408,
            "The request came too slowly",
            "The body paused for too long or came at less than a least rate. The connection is closed; send again on a new one."),
    EMAIL_TAKEN(
            "email_taken",
            409,
            "This e-mail address is already in use",
            "An account with this address exists. Sign in, or reset its password."),
    CLIENT_ID_TAKEN(
            "client_id_taken",
            409,
            "There is a client with this id",
            "Choose another id, or change the client that has it."),
    CLIENT_SECRETS_EXHAUSTED(
            "client_secrets_exhausted",
            409,
            "The client has two secrets",
            "A client changes from one secret to the next while both hold. Remove the one it no longer uses first."),
    CLIENT_KEYS_EXHAUSTED(
            "client_keys_exhausted",
            409,
            "The client has two keys",
            "A client changes from one key to the next while both hold. Remove the one it no longer uses first."),
    ROLE_TAKEN(
            "role_taken",
            409,
            "There is a role with this name",
            "Choose another name, or change the role that has it."),
    ROLE_IN_USE(
            "role_in_use",
            409,
            "Accounts have this role",
            "Take the role from every account that has it, then delete it."),
    ROLE_FIXED(
            "role_fixed",
            409,
            "This role stays as it is",
            "`admin` may always do everything and cannot be changed; neither it nor `user` can be deleted."),
    LAST_ADMINISTRATOR(
            "last_administrator",
            409,
            "There would be no administrator left",
            "Make another active account an administrator first."),
    ROTATION_TOO_SOON(
            "rotation_too_soon",
            409,
            "The next signing key is too new",
            "Verifiers may not know it yet. Come back after `Retry-After`; a key that somebody else may have is withdrawn instead."),
    PREFERENCE_QUOTA_EXCEEDED(
            "preference_quota_exceeded",
            409,
            "There are as many preferences as there may be",
            "Delete one that is no longer used, then set the new one. Those that exist can still be changed."),
    LAST_OWNER(
            "last_owner",
            409,
            "There would be no owner left",
            "An organization always has an owner. Make another member one first, or delete the organization."),
    ORGANIZATION_QUOTA_EXCEEDED(
            "organization_quota_exceeded",
            409,
            "There are as many organizations as one may own",
            "Delete one, or leave it to another owner, then make the new one."),
    ALREADY_INVITED(
            "already_invited",
            409,
            "This address is invited already",
            "There is an open invitation to this address. Withdraw it to send another."),
    INVITATION_QUOTA_EXCEEDED(
            "invitation_quota_exceeded",
            409,
            "There are as many open invitations as there may be",
            "Withdraw some, or wait until they are answered or expire."),
    MFA_ALREADY_ACTIVE(
            "mfa_already_active",
            409,
            "There is a second factor already",
            "Remove the present one before another is enrolled."),
    REQUEST_OUTSTANDING(
            "request_outstanding",
            409,
            "A request is outstanding for this Idempotency-Key",
            "The first request with this key is still being carried out. Come back after `Retry-After` for its reply."),
    OUTCOME_UNKNOWN(
            "outcome_unknown",
            409,
            "Nobody knows what became of the first request",
            "A request with this key was sent on and never answered: it may have been carried out, and will not be a second time."
                    + " Look whether its effect is there; if not, send it with a new key."),
    REPLY_NOT_KEPT(
            "reply_not_kept",
            409,
            "The request was carried out, its reply is not there any more",
            "A request with this key was answered, with a reply that was too large to be kept or cannot be read any more. Look for its"
                    + " effect; it is not carried out a second time."),
    VERSION_CONFLICT(
            "version_conflict",
            412,
            "The resource has changed meanwhile",
            "`If-Match` names an older version. Read the resource again and apply the change to what you find."),
    UPGRADE_REQUIRED(
            "upgrade_required",
            426,
            "This version of the protocol is not spoken",
            "WebSockets are opened with version 13, as `Sec-WebSocket-Version` of the answer says."),
    PRECONDITION_REQUIRED(
            "precondition_required",
            428,
            "If-Match is required",
            "Changing this resource needs the `ETag` you read in `If-Match`, so that no other change is lost."),
    PAYLOAD_TOO_LARGE(
            "payload_too_large",
            413,
            "The request body is too large",
            "The body is larger than this route accepts, by `Content-Length` or by the bytes that came."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported_media_type",
            415,
            "This media type is not supported",
            "The body's `Content-Type` is not one that this resource reads."),
    EXPECTATION_FAILED(
            "expectation_failed",
            417,
            "This expectation is not met here",
            "`Expect` asks for something else than `100-continue`. Send the request without it."),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency_key_reused",
            422,
            "This Idempotency-Key was used for another request",
            "Query, body or media type differ from those of the first request with this key. Every new request needs a new key."),
    WEAK_PASSWORD(
            "weak_password",
            422,
            "The password is too weak",
            "The password is common or easily guessed. `errors` says why; choose another."),
    ONE_TIME_TOKEN_INVALID(
            "one_time_token_invalid",
            422,
            "The link or code is no longer valid",
            "It was used, has expired, was replaced, or never was. The same answer for each; ask for a new mail."),
    MFA_CODE_INVALID(
            "mfa_code_invalid",
            422,
            "The code is not valid",
            "It is wrong, from another time, or was used before. Wait for the authenticator's next code, or use another"
                    + " recovery code."),
    RATE_LIMITED(
            "rate_limited",
            429,
            "Too many requests",
            "A quota is used up, or a secret was tried too often (`guesses`). `violated_policies` names it and `Retry-After` says in how"
                    + " many seconds to come back."),
    TOO_MANY_STREAMS(
            "too_many_streams",
            429,
            "Too many streams are open",
            "The account, or without one the address, has as many WebSockets, event streams and calls open as it may. Close some, or"
                    + " come back after `Retry-After`."),
    HEADER_FIELDS_TOO_LARGE(
            "header_fields_too_large",
            431,
            "The request header is too large",
            "The header fields or the request line exceed the limit."),
    INTERNAL_ERROR(
            "internal_error",
            500,
            "Something went wrong on our side",
            "An unexpected failure. Report `request_id`; the log has the detail."),
    UPSTREAM_FAILED(
            "upstream_failed",
            502,
            "The service behind the gateway failed",
            "The service broke the connection or sent something that is no HTTP response."),
    SERVICE_UNAVAILABLE(
            "service_unavailable",
            503,
            "The service is not available right now",
            "A dependency is down or the service is at its limit. Nothing was changed; try again after `Retry-After`."),
    UPSTREAM_TIMEOUT(
            "upstream_timeout",
            504,
            "The service behind the gateway took too long",
            "No answer came within the time limit of the route. The request may still have been carried out."),
    NOT_STORED(
            "not_stored",
            504,
            "There is no stored response",
            "The request asks for what is stored and nothing else (`only-if-cached`), and nothing fresh is. Send it without that.");

    /** The code on the wire, snake_case. */
    public final String wire;

    /** The HTTP status that always goes with the code. */
    public final int status;

    /** One line for people; not part of the contract. */
    public final String title;

    /** What it means and what a client does about it, in Markdown; not part of the contract. */
    public final String advice;

    ErrorCode(String wire, int status, String title, String advice) {
        this.wire = wire;
        this.status = status;
        this.title = title;
        this.advice = advice;
    }
}

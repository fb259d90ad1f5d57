package io.gatehouse.contracts.auth;

/** The second factor as it is typed: six digits of an authenticator, or a recovery code; a person may group either. */
public final class MfaCode {

    public static final String TOTP = "[0-9]{3} ?[0-9]{3}";

    public static final String TOTP_MESSAGE = "must be six digits";

    // Six groups; those of earlier versions have four, and hold until they are used or replaced.
    public static final String RECOVERY =
            "([A-Za-z2-7]{4}[ -]?){3}([A-Za-z2-7]{4}[ -]?[A-Za-z2-7]{4}[ -]?)?[A-Za-z2-7]{4}";

    public static final String RECOVERY_MESSAGE = "must be a recovery code";

    private MfaCode() {}
}

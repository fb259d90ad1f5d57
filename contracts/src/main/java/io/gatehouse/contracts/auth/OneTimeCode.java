package io.gatehouse.contracts.auth;

/** The short code of a mail, for those who cannot follow its link: eight digits, which a person may group by a blank. */
public final class OneTimeCode {

    public static final String REGEXP = "[0-9]{4} ?[0-9]{4}";

    public static final String MESSAGE = "must be eight digits";

    private OneTimeCode() {}
}

package io.gatehouse.auth.throttle;

/**
 * A try at something secret, as it is counted.
 *
 * @param purpose what is tried, such as {@code login}; each purpose has counters of its own
 * @param account whose secret it is, by the canonical address or another name that stays; null where the try names nobody.
 *     Whether such an account exists does not matter.
 */
public record Guess(String purpose, String account) {

    private static final String SECOND_FACTOR = "mfa";

    /** A try at an account's password, at whichever endpoint: all share their counters. */
    public static Guess ofPassword(String account) {
        return new Guess("login", account);
    }

    /** A try at an account's second factor, in whichever way and wherever it is presented. */
    public static Guess ofSecondFactor(String account) {
        return new Guess(SECOND_FACTOR, account);
    }

    boolean isOfSecondFactor() {
        return purpose.equals(SECOND_FACTOR);
    }

    /** A try that names nobody: counted by the client's address alone. */
    public static Guess ofAnyone(String purpose) {
        return new Guess(purpose, null);
    }

    @Override
    public String toString() {
        return "Guess[" + purpose + "]";
    }
}

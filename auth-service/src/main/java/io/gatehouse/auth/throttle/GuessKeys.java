package io.gatehouse.auth.throttle;

/** Where guesses at an account are counted, for whoever has to find them again. */
public final class GuessKeys {

    private GuessKeys() {}

    /** With what the keys begin of all that is counted for an account, by its canonical address. */
    public static String beginningOf(String account) {
        return Tallies.tagOf(account);
    }
}

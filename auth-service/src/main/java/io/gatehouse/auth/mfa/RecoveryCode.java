package io.gatehouse.auth.mfa;

import io.gatehouse.auth.seal.Secret;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;

/** What stands in for a lost authenticator, once: 120 random bits, so that its hash cannot be tried out. */
record RecoveryCode(String value) {

    /** How many an account gets at once. */
    static final int COUNT = 10;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 15;
    private static final int GROUP = 4;

    /** A fresh one, as people read it: six groups of four letters and digits. */
    static RecoveryCode random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new RecoveryCode(String.join("-", Base32.encode(bytes).split("(?<=\\G.{" + GROUP + "})")));
    }

    /** Under the account, so that one hash is never good for two. However it was typed. */
    byte[] hash(UUID accountId) {
        return Secret.hash(accountId + " " + value.replaceAll("[ -]", "").toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "RecoveryCode[redacted]";
    }
}

package io.gatehouse.auth.throttle;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Finds what a guess counts against. The keys are digests: no address of mail or of a client stands in Redis. */
@Singleton
class Tallies {

    private static final int DIGEST_BYTES = 16;

    private final Allowance pair;
    private final Allowance account;
    private final Allowance secondFactor;
    private final Allowance network;

    Tallies(ThrottleConfig config, PairConfig pair, AccountConfig account, NetworkConfig network) {
        this.pair = allowance(pair, config.multiplier());
        this.account = allowance(account, config.multiplier());
        this.secondFactor = this.account.withLongestDelay(account.longestDelayOfSecondFactor());
        this.network = allowance(network, config.multiplier());
    }

    Tally ofNetwork(String purpose, String clientNetwork) {
        return new Tally.OfNetwork(new Counter("gatehouse:guess:{" + digest(clientNetwork) + "}:" + purpose, network));
    }

    /**
     * A network becomes known by any purpose: whoever has proved to be the account there may try to sign in there. Not so where a second
     * factor is tried: whoever knows the password, or reads the mailbox, has proved nothing that stands in for it.
     */
    Tally ofAccount(Guess guess, String clientNetwork) {
        var tag = tagOf(guess.account());
        var there = digest(guess.account() + ' ' + clientNetwork);
        return new Tally.OfAccount(
                new Counter(tag + guess.purpose() + ":" + there, pair),
                new Counter(tag + guess.purpose(), guess.isOfSecondFactor() ? secondFactor : account),
                tag + (guess.isOfSecondFactor() ? "known:" + guess.purpose() + ":" : "known:") + there);
    }

    static String tagOf(String account) {
        return "gatehouse:guess:{" + digest(account) + "}:";
    }

    private static Allowance allowance(Counting counting, long multiplier) {
        return new Allowance(
                multiplier * counting.freeTries(), counting.firstDelay(), counting.longestDelay(), counting.memory());
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

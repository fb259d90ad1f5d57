package io.gatehouse.auth.throttle;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.web.CurrentClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Lets somebody try a secret only so often. */
@Singleton
public class GuessLimiter {

    private static final Logger LOG = Logger.getLogger(GuessLimiter.class);

    private static final Set<ErrorCode> WRONG = EnumSet.of(
            ErrorCode.INVALID_CREDENTIALS,
            ErrorCode.INVALID_TOKEN,
            ErrorCode.ONE_TIME_TOKEN_INVALID,
            ErrorCode.MFA_CODE_INVALID);

    private final Tries tries;
    private final Tallies tallies;
    private final CurrentClient client;
    private final MeterRegistry meters;

    GuessLimiter(Tries tries, Tallies tallies, CurrentClient client, MeterRegistry meters) {
        this.tries = tries;
        this.tallies = tallies;
        this.client = client;
        this.meters = meters;
    }

    /**
     * Makes the attempt if the guess may be made now, and fails with {@code rate_limited} and {@code Retry-After}
     * otherwise. An attempt that ends in a wrong secret stays counted; any other outcome is given back.
     */
    public <T> Uni<T> guard(Guess guess, Supplier<Uni<T>> attempt) {
        var clientNetwork = client.network();
        var network = tallies.ofNetwork(guess.purpose(), clientNetwork);
        return guess.account() == null
                ? guardAnyones(guess, network, attempt)
                : guard(guess, network, tallies.ofAccount(guess, clientNetwork), attempt);
    }

    // The network first: one that has to wait does not use up the account's tries.
    private <T> Uni<T> guard(Guess guess, Tally network, Tally account, Supplier<Uni<T>> attempt) {
        return tries.take(network).invoke(taken -> decide(guess, taken)).chain(ofNetwork -> tries.take(account)
                .invoke(taken -> decide(guess, taken))
                .chain(ofAccount -> attempt.get()
                        .call(() -> tries.giveBack(ofNetwork).chain(() -> tries.succeeded(ofAccount)))
                        .onFailure(GuessLimiter::isNoGuess)
                        .call(() -> tries.giveBack(ofNetwork).chain(() -> tries.giveBack(ofAccount)))));
    }

    /**
     * What names nobody has 256 bits: many that are tried at once find nothing either. So it is counted when it was wrong,
     * and those who come at once from one address with what is right are not in each other's way.
     */
    private <T> Uni<T> guardAnyones(Guess guess, Tally network, Supplier<Uni<T>> attempt) {
        return tries.look(network)
                .invoke(taken -> decide(guess, taken))
                .chain(attempt::get)
                .onFailure(GuessLimiter::isWrong)
                .call(() -> tries.take(network));
    }

    private void decide(Guess guess, Taken taken) {
        meters.counter(
                        "gatehouse.guesses",
                        "purpose",
                        guess.purpose(),
                        "counter",
                        taken.tally() instanceof Tally.OfNetwork ? "network" : "account",
                        "outcome",
                        taken.isAdmitted() ? "admitted" : "refused",
                        "source",
                        taken.source().name().toLowerCase(Locale.ROOT))
                .increment();
        if (!taken.isAdmitted()) {
            LOG.debugf("%s has to wait %s", guess, taken.delay());
            throw new ApiException(ErrorCode.RATE_LIMITED)
                    .with("violated_policies", List.of("guesses"))
                    .retryAfter(taken.delay());
        }
    }

    private static boolean isWrong(Throwable failure) {
        return failure instanceof ApiException refused && WRONG.contains(refused.code);
    }

    private static boolean isNoGuess(Throwable failure) {
        return !isWrong(failure);
    }
}

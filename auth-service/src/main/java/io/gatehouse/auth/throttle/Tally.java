package io.gatehouse.auth.throttle;

import java.util.List;

/** What is counted in one step: a network's counter alone, or an account's counters, whose keys share a hash tag. */
sealed interface Tally {

    /** All tries of one network. */
    record OfNetwork(Counter network) implements Tally {}

    /**
     * Tries at one account.
     *
     * @param pair those of one network
     * @param account those of all networks that the account does not know
     * @param known set while the account knows the network
     */
    record OfAccount(Counter pair, Counter account, String known) implements Tally {}

    /** The counters, the narrowest first. */
    default List<Counter> counters() {
        return switch (this) {
            case OfNetwork alone -> List.of(alone.network);
            case OfAccount two -> List.of(two.pair, two.account);
        };
    }

    /** Where is kept that the network is known; null where that plays no part. */
    default String knownKey() {
        return this instanceof OfAccount account ? account.known : null;
    }
}

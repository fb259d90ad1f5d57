package io.gatehouse.auth.erasure;

import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** What erasures need of accounts, each in the transaction that is open. Whoever keeps accounts does it. */
public interface ErasableAccounts {

    /**
     * Locks the person's own account and tells its address. {@code reauthentication_required} without a recent sign-in, {@code
     * last_administrator} where none would be left.
     */
    Uni<String> lockForErasure(Identity person);

    /** Locks an account and tells its address; null where there is none. */
    Uni<String> lock(UUID accountId);

    /** Ends all access to a locked account, tells others that it is gone, and deletes it; the addresses that were its person's. */
    Uni<KnownAddresses> close(UUID accountId);
}

package io.gatehouse.auth.account;

import io.gatehouse.auth.erasure.ErasableAccounts;
import io.gatehouse.auth.erasure.KnownAddresses;
import io.gatehouse.auth.feed.AccountEvents;
import io.gatehouse.auth.mfa.StepUp;
import io.gatehouse.auth.session.EndReason;
import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** How accounts come to their end. Nothing of one is left here but what has to tell others so. */
@Singleton
class AccountErasure implements ErasableAccounts {

    private final AccountRepository accounts;
    private final Administrators administrators;
    private final StepUp stepUp;
    private final AccountAccess access;
    private final AccountEvents events;
    private final AccountTracesRepository traces;

    AccountErasure(
            AccountRepository accounts,
            Administrators administrators,
            StepUp stepUp,
            AccountAccess access,
            AccountEvents events,
            AccountTracesRepository traces) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.stepUp = stepUp;
        this.access = access;
        this.events = events;
        this.traces = traces;
    }

    @Override
    public Uni<String> lockForErasure(Identity person) {
        return accounts.getLocked(person.accountId())
                .call(() -> stepUp.require(person))
                .call(administrators::requireAnotherThan)
                .map(account -> account.email);
    }

    @Override
    public Uni<String> lock(UUID accountId) {
        return accounts.findLocked(accountId).onItem().ifNotNull().transform(account -> account.email);
    }

    @Override
    public Uni<KnownAddresses> close(UUID accountId) {
        return accounts.findById(accountId)
                .onItem()
                .ifNotNull()
                .transformToUni(this::close)
                .onItem()
                .ifNull()
                .continueWith(KnownAddresses.NONE);
    }

    private Uni<KnownAddresses> close(Account account) {
        return administrators
                .requireAnotherThan(account)
                .chain(() -> access.end(account.id, EndReason.ACCOUNT_DELETED))
                .chain(() -> traces.listAddresses(account.id))
                .call(() -> traces.remove(account.id))
                .call(() -> events.append(AccountDeleted.TYPE, account.id, new AccountDeleted(account.id)))
                .call(() -> accounts.remove(account));
    }
}

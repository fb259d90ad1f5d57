package io.gatehouse.auth.account;

import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Accounts, a page at a time. */
@ApplicationScoped
class AccountList {

    /** Sorts behind every id. */
    private static final UUID LAST = new UUID(-1, -1);

    private final AccountSearchRepository accounts;

    AccountList(AccountSearchRepository accounts) {
        this.accounts = accounts;
    }

    /**
     * By address where its beginning is searched for, else the newest first.
     *
     * @param cursor of the page before; null for the first page
     */
    @WithTransaction
    Uni<Page<Account>> list(AccountSearch search, String cursor, int limit) {
        var list = "accounts?" + search;
        if (search.prefix() != null) {
            var after = cursor == null ? "" : Cursor.decode(list, cursor).text(0);
            return accounts.listByPrefix(search.prefix(), after, limit + 1)
                    .map(found -> Pages.of(found, limit, account -> Cursor.encode(list, account.emailCanonical)));
        }
        var before = cursor == null ? LAST : Cursor.decode(list, cursor).uuid(0);
        return listBefore(search, before, limit + 1)
                .map(found -> Pages.of(found, limit, account -> Cursor.encode(list, account.id)));
    }

    private Uni<List<Account>> listBefore(AccountSearch search, UUID before, int most) {
        return search.part() == null
                ? accounts.listBefore(before, most)
                : accounts.listByPart(search.part(), before, most);
    }
}

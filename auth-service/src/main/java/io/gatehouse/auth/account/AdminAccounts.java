package io.gatehouse.auth.account;

import io.gatehouse.contracts.auth.AdminAccountResponse;
import io.gatehouse.kit.web.TaggedResponses;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestResponse;

/** Accounts in the form in which administrators see them. */
final class AdminAccounts {

    private AdminAccounts() {}

    static RestResponse<AdminAccountResponse> tagged(int status, Account account) {
        return TaggedResponses.of(status, account.version, toResponse(account));
    }

    static AdminAccountResponse toResponse(Account account) {
        return new AdminAccountResponse(
                account.id,
                account.email,
                account.isVerified(),
                account.pendingEmail,
                account.status(),
                new TreeSet<>(account.roles()),
                account.hasPassword(),
                account.createdAt,
                account.updatedAt);
    }
}

package io.gatehouse.contracts.auth;

import java.util.List;

/** {@code 200} of {@code POST /v1/admin/accounts/import}: what became of each account, in the order of the request. */
public record ImportAccountsResponse(List<ImportOutcome> accounts) {}

package io.gatehouse.contracts.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** {@code POST /v1/admin/accounts/import}. Each account is judged by itself; one that is refused stops no other. */
public record ImportAccountsRequest(
        @NotNull @Size(min = 1, max = 100) List<@NotNull ImportedAccount> accounts) {

    @Override
    public String toString() {
        return "ImportAccountsRequest[redacted]";
    }
}

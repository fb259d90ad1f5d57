package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * {@code PATCH /v1/admin/accounts/{id}}, a JSON Merge Patch (RFC 7396): what is there replaces, what is missing stays. The
 * validated record is the account as it will be.
 *
 * @param roles all of them, {@code user} included
 */
public record UpdateAdminAccountRequest(
        @NotNull AccountStatus status,

        @NotNull @Size(max = 20)
        Set<@NotNull @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE) String> roles) {}

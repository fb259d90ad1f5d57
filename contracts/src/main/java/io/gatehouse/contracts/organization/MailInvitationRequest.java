package io.gatehouse.contracts.organization;

import io.gatehouse.contracts.NotInvisible;
import io.gatehouse.contracts.Text;
import io.gatehouse.contracts.auth.EmailForm;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * {@code PUT /internal/v1/invitations/{id}} of auth-service: mails a link to whoever is invited.
 *
 * @param organization what it is called
 * @param expiresAt until when the link is good
 */
public record MailInvitationRequest(
        @NotNull @Size(max = 254) @EmailForm String email,

        @NotEmpty @NotInvisible @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String organization,

        @NotNull Instant expiresAt) {

    @Override
    public String toString() {
        return "MailInvitationRequest[redacted]";
    }
}

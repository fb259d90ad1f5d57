package io.gatehouse.auth.mail;

import io.vertx.ext.mail.SMTPException;
import java.util.Set;

/**
 * Why a message was not sent, told without anything that servers quote in their answers.
 *
 * @param permanent whether trying it again is of no use
 */
record MailFailure(String reason, boolean permanent) {

    /** Where the refusal concerns this message. In other places it concerns the sender, and so every message alike. */
    private static final Set<String> OF_MESSAGE =
            Set.of("recipient address not accepted", "DATA command not accepted", "sending data failed");

    static MailFailure of(Throwable failure) {
        if (failure instanceof SMTPException refusal) {
            var stage = refusal.getMessage().lines().findFirst().orElse("").replaceFirst(":.*", "");
            return new MailFailure(
                    refusal.getReplyCode() + " " + stage, refusal.isPermanent() && OF_MESSAGE.contains(stage));
        }
        return new MailFailure(failure.getClass().getSimpleName(), failure instanceof UnusableAddressException);
    }
}

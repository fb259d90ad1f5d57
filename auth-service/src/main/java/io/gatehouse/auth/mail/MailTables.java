package io.gatehouse.auth.mail;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * What people are handed of the mails that they were sent, to addresses that were theirs then. What others had sent to an address is
 * theirs once they have shown that the address is.
 */
class MailTables {

    @Produces
    @Singleton
    PersonalTable mails() {
        return PersonalTable.byId(
                "mail_message",
                "id, template, language, recipient,"
                        + " CASE WHEN parameters ->> 'accountId' <> $1::uuid::text THEN parameters - 'accountId' ELSE parameters END AS parameters, status, attempts, fleeting, next_attempt_at, sent_at, last_error,"
                        + " created_at, updated_at",
                "recipient IN (SELECT account_proven_addresses($1::uuid))"
                        // Asked first, since it is asked once and not for each row.
                        + " OR recipient IN (SELECT address FROM account_address_times($1::uuid))"
                        + " AND template NOT IN ('organization_invitation', 'change_email')"
                        + " AND EXISTS (SELECT FROM account_address_times($1::uuid) AS own"
                        + " WHERE own.address = recipient AND created_at BETWEEN own.since AND own.until)"
                        + " OR template = 'change_email' AND parameters ->> 'accountId' = $1::uuid::text");
    }
}

package io.gatehouse.auth.mail;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of the mails that they were sent. */
class MailTables {

    @Produces
    @Singleton
    PersonalTable mails() {
        return PersonalTable.byId(
                "mail_message",
                "id, template, language, recipient, parameters, status, attempts, fleeting, next_attempt_at, sent_at, last_error,"
                        + " created_at, updated_at",
                "recipient IN (SELECT account_addresses($1::uuid))"
                        + " OR template = 'change_email' AND parameters ->> 'accountId' = $1::uuid::text");
    }
}

package io.gatehouse.auth.account;

import io.gatehouse.auth.link.LinkSubject;
import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Whom a mail is for, read at the moment it leaves. Apart from Hibernate: mails are composed many at a time. */
@Singleton
class MailSubjectRepository {

    private static final String ACCOUNT = """
            SELECT id AS account_id, NULL::uuid AS signup_id, email_verified_at IS NOT NULL AS verified,
                   status = 'active' AS active
            FROM account
            WHERE email_canonical = $1
            """;

    /** Not where there are several: nobody could tell whose password the account would get. */
    private static final String ONLY_SIGNUP = """
            SELECT NULL::uuid AS account_id, min(id::text)::uuid AS signup_id, false AS verified, true AS active
            FROM pending_signup
            WHERE email_canonical = $1 AND expires_at > now()
            HAVING count(*) = 1
            """;

    private static final String WANTS_ADDRESS =
            "SELECT EXISTS (SELECT 1 FROM account WHERE id = $1 AND pending_email = $2 AND status = 'active')";

    private static final String KEEP_SIGNUP = """
            UPDATE pending_signup
            SET expires_at = greatest(expires_at, $2), updated_at = $3
            WHERE id = $1
            """;

    private final Statements statements;

    MailSubjectRepository(Statements statements) {
        this.statements = statements;
    }

    /** The account that has the address; null where none has. */
    Uni<MailSubject> findAccount(String emailCanonical) {
        return find(ACCOUNT, emailCanonical);
    }

    /** The one sign-up that waits for the address to be verified; null where none or more than one does. */
    Uni<MailSubject> findOnlySignup(String emailCanonical) {
        return find(ONLY_SIGNUP, emailCanonical);
    }

    /** Whether the account still waits for this address, as it was written. */
    Uni<Boolean> wantsAddress(UUID accountId, String email) {
        return statements.first(WANTS_ADDRESS, Tuple.of(accountId, email), row -> row.getBoolean(0));
    }

    /** Keeps a sign-up at least until then; false where it is gone. */
    Uni<Boolean> keepSignup(UUID signupId, Instant until, Instant now) {
        var values = Tuple.of(signupId, utc(until), utc(now));
        return statements.change(KEEP_SIGNUP, values).map(rows -> rows == 1);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private Uni<MailSubject> find(String sql, String emailCanonical) {
        return statements.first(sql, Tuple.of(emailCanonical), MailSubjectRepository::subject);
    }

    private static MailSubject subject(Row row) {
        return new MailSubject(
                new LinkSubject(row.getUUID("account_id"), row.getUUID("signup_id")),
                row.getBoolean("verified"),
                row.getBoolean("active"));
    }
}

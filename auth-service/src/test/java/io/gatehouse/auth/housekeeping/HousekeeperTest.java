package io.gatehouse.auth.housekeeping;

import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.ClientApi;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.mfa.Authenticator;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.kit.housekeeping.Cleanup;
import io.gatehouse.kit.housekeeping.Housekeeper;
import io.gatehouse.local.test.Database;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HousekeeperTest {

    @Inject
    Housekeeper housekeeper;

    @Inject
    @All
    List<Cleanup> cleanups;

    @BeforeEach
    void nobodyIsBusy() throws SQLException {
        Database.update("UPDATE housekeeping_turn SET busy_until = now()");
    }

    @Test
    void aSessionGoesLongAfterItsEndAndItsTokensWithIt() throws Exception {
        var ended = newPerson();
        var endedLately = newPerson();
        var open = newPerson();
        Database.update(
                "UPDATE session SET ended_at = now() - interval '91 days', end_reason = 'logout' WHERE account_id = ?",
                ended.accountId());
        Database.update(
                "UPDATE session SET ended_at = now() - interval '89 days', end_reason = 'logout' WHERE account_id = ?",
                endedLately.accountId());

        clean();

        assertThat(sessionsAndTokens(ended.accountId())).isEqualTo("0 0");
        assertThat(sessionsAndTokens(endedLately.accountId())).isEqualTo("1 1");
        refresh(open.refreshToken()).statusCode(200);
    }

    @Test
    void aSigningKeyThatIsGoneIsForgottenOneDayAndNoOtherIs() throws Exception {
        var forgotten = oldKey("gone", 401);
        var recorded = oldKey("gone", 399);
        var verifying = oldKey("retired", 401);

        clean();

        assertThat(Database.value(
                        "SELECT string_agg(kid, ' ' ORDER BY kid) FROM signing_key WHERE kid IN (?, ?, ?)",
                        forgotten,
                        recorded,
                        verifying))
                .isEqualTo(Stream.of(recorded, verifying).sorted().collect(Collectors.joining(" ")));
    }

    @Test
    void aTokenGoesADayAfterItsEnd() throws Exception {
        var expired = newPerson();
        var expiredLately = newPerson();
        expireTokens(expired.accountId(), "25 hours");
        expireTokens(expiredLately.accountId(), "23 hours");

        clean();

        assertThat(sessionsAndTokens(expired.accountId())).isEqualTo("1 0");
        refresh(expired.refreshToken()).statusCode(401).body("code", is("invalid_token"));
        refresh(expiredLately.refreshToken()).statusCode(401).body("code", is("token_expired"));
    }

    @Test
    void linksGoOnceNobodyCanUseOrCountThem() throws Exception {
        var person = newPerson();
        var link = insertLink(person.accountId(), "25 hours");
        var counted = insertLink(person.accountId(), "23 hours");

        clean();

        assertThat(count("one_time_link", link)).isZero();
        assertThat(count("one_time_link", counted)).isOne();
    }

    @Test
    void usedAssertionsOfClientsGoOnceTheyHoldNowhere() throws Exception {
        var client = ClientApi.freshId();
        Database.update("""
                INSERT INTO oauth_client_assertion (client_id, jti_hash, expires_at, created_at, updated_at)
                SELECT ?, convert_to(age, 'UTF8'), now() - age::interval, now(), now()
                FROM unnest(ARRAY['2 minutes', '30 seconds', '-4 minutes']) AS age
                """, client);

        clean();

        assertThat(Database.value(
                        "SELECT string_agg(convert_from(jti_hash, 'UTF8'), ', ' ORDER BY expires_at) FROM oauth_client_assertion WHERE client_id = ?",
                        client))
                .isEqualTo("30 seconds, -4 minutes");
    }

    @Test
    void signUpsThatNobodyVerifiedGo() throws Exception {
        var expired = insertSignup("-1 second");
        var waiting = insertSignup("1 hour");

        clean();

        assertThat(count("pending_signup", expired)).isZero();
        assertThat(count("pending_signup", waiting)).isOne();
    }

    @Test
    void mailsGoAMonthAfterTheirEndAndNeverWhileTheyWait() throws Exception {
        var sent = insertMail("sent", "31 days");
        var dead = insertMail("dead", "31 days");
        var sentLately = insertMail("sent", "29 days");
        var waiting = insertMail("queued", "31 days");

        clean();

        assertThat(count("mail_message", sent)).isZero();
        assertThat(count("mail_message", dead)).isZero();
        assertThat(count("mail_message", sentLately)).isOne();
        assertThat(count("mail_message", waiting)).isOne();
        Database.update("DELETE FROM mail_message WHERE id = ?", waiting);
    }

    @Test
    void eventsGoAfterAMonthButThatAnAccountWasCreatedStaysAsLongAsTheAccount() throws Exception {
        var living = UUID.randomUUID();
        var created = insertEvent(living, "account.created.v1", "31 days");
        var moved = insertEvent(living, "account.email_changed.v1", "31 days");
        var movedLately = insertEvent(living, "account.email_changed.v1", "29 days");
        var gone = UUID.randomUUID();
        var createdThen = insertEvent(gone, "account.created.v1", "40 days");
        var deleted = insertEvent(gone, "account.deleted.v1", "31 days");

        clean();

        assertThat(count("outbox_event", created)).isOne();
        assertThat(count("outbox_event", moved)).isZero();
        assertThat(count("outbox_event", movedLately)).isOne();
        assertThat(count("outbox_event", createdThen)).isZero();
        assertThat(count("outbox_event", deleted)).isZero();
        Database.update("DELETE FROM outbox_event WHERE aggregateid IN (?, ?)", living, gone);
    }

    /** Readers give positions, and a log may have none. */
    @Test
    void eventsThatNobodyHasReadGoAsWell() throws Exception {
        var account = UUID.randomUUID();
        var old = insertEvent(account, "account.email_changed.v1", "31 days");
        var recent = insertEvent(account, "account.email_changed.v1", "29 days");
        Database.update("UPDATE outbox_event SET position = NULL WHERE aggregateid = ?", account);

        clean();

        assertThat(count("outbox_event", old)).isZero();
        assertThat(count("outbox_event", recent)).isOne();
        Database.update("DELETE FROM outbox_event WHERE aggregateid = ?", account);
    }

    @Test
    void thatAnAccountIsDisabledStaysUntilItIsEnabledOrGone() throws Exception {
        var disabled = UUID.randomUUID();
        var once = insertEvent(disabled, "account.disabled.v1", "60 days");
        var enabledOnce = insertEvent(disabled, "account.enabled.v1", "50 days");
        var again = insertEvent(disabled, "account.disabled.v1", "40 days");
        var enabledLately = UUID.randomUUID();
        var before = insertEvent(enabledLately, "account.disabled.v1", "40 days");
        insertEvent(enabledLately, "account.enabled.v1", "29 days");
        var gone = UUID.randomUUID();
        var disabledThen = insertEvent(gone, "account.disabled.v1", "40 days");
        insertEvent(gone, "account.deleted.v1", "31 days");

        clean();

        assertThat(count("outbox_event", once)).isZero();
        assertThat(count("outbox_event", enabledOnce)).isZero();
        assertThat(count("outbox_event", again)).isOne();
        assertThat(count("outbox_event", before)).isOne();
        assertThat(count("outbox_event", disabledThen)).isZero();
        Database.update("DELETE FROM outbox_event WHERE aggregateid IN (?, ?, ?)", disabled, enabledLately, gone);
    }

    @Test
    void revocationsGoWithTheTokensTheyConcern() throws Exception {
        var expired = newPerson();
        var recent = newPerson();
        logout(expired.accessToken()).statusCode(204);
        logout(recent.accessToken()).statusCode(204);
        Database.update(
                "UPDATE revocation SET expires_at = now() WHERE session_id = (SELECT id FROM session WHERE account_id = ?)",
                expired.accountId());

        clean();

        assertThat(revocations(expired.accountId())).isEqualTo("0");
        assertThat(revocations(recent.accountId())).isEqualTo("1");
    }

    @Test
    void signInsThatNobodyCompletedGo() throws Exception {
        var expired = Authenticator.of(newPerson());
        var recent = Authenticator.of(newPerson());
        expired.mfaToken();
        recent.mfaToken();
        Database.update(
                "UPDATE mfa_challenge SET expires_at = now() WHERE account_id = ?",
                expired.person().accountId());

        clean();

        assertThat(challenges(expired)).isEqualTo("0");
        assertThat(challenges(recent)).isEqualTo("1");
    }

    @Test
    void ofManyInstancesOneCleans() throws Exception {
        var turns = Concurrently.times(8, this::clean);

        assertThat(Collections.frequency(turns, true)).isEqualTo(1);
    }

    @Test
    void whatIsMoreThanABatchIsRemovedInOneTurn() throws Exception {
        var prefix = "old-" + UUID.randomUUID();
        Database.update("""
                INSERT INTO mail_message (id, template, recipient, parameters, status, next_attempt_at, created_at, updated_at)
                SELECT uuidv7(), 'welcome', ?, '{}', 'sent', now(), now(), now() - interval '31 days'
                FROM generate_series(1, 1201)
                """, prefix);

        clean();

        assertThat(Database.value("SELECT count(*) FROM mail_message WHERE recipient = ?", prefix))
                .isEqualTo("0");
    }

    @Test
    void aCleanupThatFailsDoesNotKeepTheOthersFromTheirs() throws Exception {
        var expired = insertSignup("-1 second");
        var broken = new Cleanup("nothing", "DELETE FROM no_such_table WHERE $1 < now() LIMIT $2", Duration.ZERO);

        clean(Stream.concat(Stream.of(broken), cleanups.stream()).toList());

        assertThat(count("pending_signup", expired)).isZero();
    }

    @Test
    void theScheduleHasStarted() throws Exception {
        assertThat(Database.value("SELECT updated_at > created_at FROM housekeeping_turn"))
                .isEqualTo("t");
    }

    private static String oldKey(String status, int days) throws SQLException {
        var kid = UUID.randomUUID().toString();
        Database.update("""
                INSERT INTO signing_key (kid, status, public_key, created_at, retired_at, updated_at)
                SELECT ?, ?, public_key, now(), now(), now() - make_interval(days => ?)
                FROM signing_key WHERE status = 'active'
                """, kid, status, days);
        return kid;
    }

    private boolean clean() {
        return clean(cleanups);
    }

    private boolean clean(List<Cleanup> some) {
        return housekeeper.clean(some).await().atMost(Duration.ofMinutes(1));
    }

    private static String sessionsAndTokens(UUID account) throws SQLException {
        return Database.value("""
                SELECT count(DISTINCT session.id) || ' ' || count(token_hash)
                FROM session LEFT JOIN refresh_token ON session_id = session.id
                WHERE account_id = ?
                """, account);
    }

    private static String revocations(UUID account) throws SQLException {
        return Database.value(
                "SELECT count(*) FROM revocation JOIN session ON session.id = session_id WHERE session.account_id = ?",
                account);
    }

    private static String challenges(Authenticator authenticator) throws SQLException {
        return Database.value(
                "SELECT count(*) FROM mfa_challenge WHERE account_id = ?",
                authenticator.person().accountId());
    }

    private static void expireTokens(UUID account, String ago) throws SQLException {
        Database.update("""
                UPDATE refresh_token SET expires_at = now() - ?::interval
                WHERE session_id IN (SELECT id FROM session WHERE account_id = ?)
                """, ago, account);
    }

    private static UUID insertLink(UUID account, String expiredAgo) throws SQLException {
        var id = Ids.next();
        Database.update("""
                INSERT INTO one_time_link
                    (id, token_hash, code_hash, purpose, account_id, email_canonical, expires_at, created_at, updated_at)
                VALUES (?, ?::text::bytea, '', 'verify_email', ?, ?, now() - ?::interval, now(), now())
                """, id, id.toString(), account, freshEmail(), expiredAgo);
        return id;
    }

    private static UUID insertSignup(String expiresIn) throws SQLException {
        var id = Ids.next();
        Database.update("""
                INSERT INTO pending_signup
                    (id, email, email_canonical, password_hash, display_name, expires_at, created_at, updated_at)
                VALUES (?, 'a@example.org', ?, '', 'Ada', now() + ?::interval, now(), now())
                """, id, freshEmail(), expiresIn);
        return id;
    }

    private static UUID insertMail(String status, String ago) throws SQLException {
        var id = Ids.next();
        Database.update("""
                INSERT INTO mail_message (id, template, recipient, parameters, status, next_attempt_at, created_at, updated_at)
                VALUES (?, 'welcome', ?, '{}', ?, now() + interval '1 day', now(), now() - ?::interval)
                """, id, freshEmail(), status, ago);
        return id;
    }

    private static UUID insertEvent(UUID account, String type, String ago) throws SQLException {
        var id = Ids.next();
        Database.update("""
                INSERT INTO outbox_event
                    (id, aggregatetype, aggregateid, type, payload, position, created_at, updated_at)
                SELECT ?, 'account', ?, ?, '{}', -count(*) - 1, now() - ?::interval, now() FROM outbox_event WHERE position < 0
                """, id, account, type, ago);
        return id;
    }

    private static long count(String table, UUID id) throws SQLException {
        return Long.parseLong(Database.value("SELECT count(*) FROM " + table + " WHERE id = ?", id));
    }
}

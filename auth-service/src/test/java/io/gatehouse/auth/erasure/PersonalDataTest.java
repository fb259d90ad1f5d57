package io.gatehouse.auth.erasure;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.AuthApi.signup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.auth.mfa.Authenticator;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.local.test.Database;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every table of the service: what people are handed of it, and that nothing of them is left in it. */
@QuarkusTest
class PersonalDataTest {

    /** Whoever adds a table decides here that it is about nobody, or hands it out and erases it. */
    private static final Map<String, String> ABOUT_NOBODY = Map.of(
            "signing_key", "keys of the set",
            "sealed_secret", "secrets of the set",
            "role", "what roles allow; administrators make them",
            "oauth_client", "applications",
            "oauth_client_secret", "of applications",
            "oauth_client_key", "of applications",
            "oauth_client_assertion", "of applications",
            "outbox_position", "one number",
            "housekeeping_turn", "one time",
            "flyway_schema_history", "migrations");

    /** Tables with a row only once nobody is there to be handed anything. */
    private static final Set<String> AFTER_THE_END = Set.of("erasure_confirmation");

    private static final Map<String, String> NOT_HANDED_OUT = Map.of(
            "erasure.pseudonym", "would tell which pseudonym is whose",
            "erasure.addresses", "empty as long as there is somebody to ask",
            "erasure.proven_addresses", "likewise");

    @Inject
    RedisDataSource redis;

    private Person person;
    private UUID id;
    private String formerEmail;

    /** Somebody of whom every table knows something. */
    @BeforeEach
    void liveALife() throws Exception {
        person = newPerson();
        id = person.accountId();
        formerEmail = "former-" + person.email();
        login(person.email(), "not the password").statusCode(401);
        String other = login(person.email(), PASSWORD).extract().path("access_token");
        logout(other).statusCode(204);
        refresh(person.refreshToken()).statusCode(200);
        var authenticator = Authenticator.of(person);
        authenticator.mfaToken();
        Mailbox.await(person.email(), 1);
        Database.update("UPDATE account SET email_verified_at = now() WHERE id = ?", id);
        Database.update("UPDATE account SET email = ?, email_canonical = ? WHERE id = ?", formerEmail, formerEmail, id);
        Database.update(
                "UPDATE account SET email = ?, email_canonical = ? WHERE id = ?", person.email(), person.email(), id);
        Database.update("""
                INSERT INTO pending_signup (id, email, email_canonical, password_hash, display_name, expires_at, created_at, updated_at)
                VALUES (?, ?, ?, 'none', 'Ada', now() + interval '1 hour', now(), now())""", UUID.randomUUID(), person.email(), person.email());
        Database.update("""
                INSERT INTO mail_message (id, template, recipient, parameters, status, next_attempt_at, created_at, updated_at)
                VALUES (?, 'email_changed', ?, '{}', 'sent', now(), now(), now())""", Ids.next(), formerEmail);
        ErasureApi.request(person.accessToken()).statusCode(202);
    }

    @Test
    void everyColumnOfEveryTableIsHandedOut() throws Exception {
        var export = export();

        assertThat(tables()).isEqualTo(union(ABOUT_NOBODY.keySet(), names(export), AFTER_THE_END));
        var missing = new ArrayList<String>();
        for (var table : names(export)) {
            assertThat(export.get(table)).as(table).isNotEmpty();
            for (var column : columns(table)) {
                if (!export.get(table).get(0).has(column) && !NOT_HANDED_OUT.containsKey(table + "." + column)) {
                    missing.add(table + "." + column);
                }
            }
        }
        assertThat(missing).as("columns that nobody has decided about").isEmpty();
    }

    @Test
    void secretsAreNotHandedOutAndThatThereAreAnyIs() throws Exception {
        var text = export().toString();

        for (var secret : List.of(
                "SELECT password_hash FROM account WHERE id = ?",
                "SELECT encode(secret_sealed, 'hex') FROM totp WHERE account_id = ?",
                "SELECT encode(code_hash, 'hex') FROM recovery_code WHERE account_id = ? LIMIT 1",
                "SELECT encode(token_hash, 'hex') FROM mfa_challenge WHERE account_id = ?",
                "SELECT encode(token_hash, 'hex') FROM one_time_link WHERE account_id = ?",
                "SELECT encode(t.token_hash, 'hex') FROM refresh_token t JOIN session s ON s.id = session_id"
                        + " WHERE account_id = ? LIMIT 1")) {
            assertThat(Database.value(secret, id)).as(secret).isNotBlank();
            assertThat(text).doesNotContain(Database.value(secret, id));
        }
        assertThat(export().at("/account/0/password_hash").asText()).isEqualTo("withheld");
        assertThat(export().at("/totp/0/activated_at").asText()).isNotBlank();
    }

    @Test
    void nothingOfOthersIsHandedOut() throws Exception {
        var other = newPerson();
        Database.update("""
                INSERT INTO audit_event (id, action, outcome, actor_kind, actor_id, account_id, address, detail, created_at)
                VALUES (?, 'account_disabled', 'succeeded', 'account', ?, ?, '192.0.2.77', '{}', now())""", UUID.randomUUID(), other.accountId().toString(), id);

        var text = export().toString();

        assertThat(text)
                .contains("account_disabled")
                .doesNotContain(other.accountId().toString(), "192.0.2.77");
    }

    @Test
    void whatOthersSentToAnAddressThatIsNotProvenIsNeitherHandedOutNorErased() throws Exception {
        var claimed = newPerson();
        var other = UUID.randomUUID();
        sendAs("organization_invitation", claimed.email(), "{\"organization\":\"Engines\"}");
        sendAs("change_email", claimed.email(), "{\"accountId\":\"" + other + "\"}");
        Database.update("""
                INSERT INTO one_time_link (id, token_hash, code_hash, purpose, email_canonical, expires_at, created_at, updated_at)
                VALUES (?, sha256(?::text::bytea), '', 'join_organization', ?, now() + interval '1 day', now(), now())""", other, other, claimed.email());

        var text = export(claimed.accountId()).toString();

        assertThat(text).contains("verify_email").doesNotContain("Engines", other.toString());
        ErasureApi.request(claimed.accessToken()).statusCode(202);
        ErasureApi.letTheGracePass(claimed.accountId());
        ErasureApi.letItSettle(claimed.accountId());
        assertThat(ErasureApi.tasks()
                        .extract()
                        .<List<String>>path("find { it.account_id == '" + claimed.accountId() + "' }.addresses"))
                .isEmpty();
        ErasureApi.confirm(claimed.accountId()).statusCode(204);
        ErasureApi.awaitTheEnd(claimed.accountId());
        assertThat(Database.value("SELECT count(*) FROM one_time_link WHERE id = ?", other))
                .isEqualTo("1");
        assertThat(Database.values(
                        "SELECT template FROM mail_message WHERE recipient = ? AND NOT fleeting", claimed.email()))
                .containsExactlyInAnyOrder("organization_invitation", "change_email");
    }

    /** The address is free again, and somebody else signs up with it. */
    @Test
    void whatAnAddressWasSentBeforeIsThatOfWhoHadItThen() throws Exception {
        var before = newPerson();
        sendAs("new_device", before.email(), "{\"address\":\"192.0.2.78\"}");
        Database.update(
                "UPDATE account SET created_at = created_at - interval '2 hours' WHERE id = ?", before.accountId());
        Database.update(
                "UPDATE mail_message SET created_at = created_at - interval '1 hour' WHERE recipient = ?",
                before.email());
        Database.update(
                "UPDATE account SET email = ?, email_canonical = ?, updated_at = now() WHERE id = ?",
                "new." + before.email(),
                "new." + before.email(),
                before.accountId());
        var signedUp = signup(before.email()).statusCode(201).extract().jsonPath();
        var after = UUID.fromString(signedUp.getString("account.id"));

        assertThat(export(after).toString()).contains("verify_email").doesNotContain("192.0.2.78");
        assertThat(export(before.accountId()).toString()).contains("192.0.2.78");
        ErasureApi.request(signedUp.getString("tokens.access_token")).statusCode(202);
        ErasureApi.letTheGracePass(after);
        ErasureApi.letItSettle(after);
        ErasureApi.confirm(after).statusCode(204);
        ErasureApi.awaitTheEnd(after);
        assertThat(Database.values(
                        "SELECT template FROM mail_message WHERE recipient = ? AND NOT fleeting", before.email()))
                .containsExactlyInAnyOrder("verify_email", "new_device");
    }

    @Test
    void whoeverWantsAnAddressIsNotToldToItsOwner() throws Exception {
        var other = UUID.randomUUID();
        sendAs("change_email", person.email(), "{\"accountId\":\"" + other + "\"}");

        assertThat(export().toString()).contains("change_email").doesNotContain(other.toString());
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        Database.update("""
                INSERT INTO audit_event (id, action, outcome, actor_kind, account_id, detail, created_at)
                SELECT gen_random_uuid(), 'signed_in', 'succeeded', 'system', ?, '{}', now() FROM generate_series(1, 450)""", id);
        var events = Integer.parseInt(Database.value(
                "SELECT count(*) FROM audit_event WHERE account_id = ? OR actor_id = ?", id, id.toString()));

        assertThat(export().get("audit_event")).hasSize(events);
        assertThat(new TreeSet<>(export().get("audit_event").findValuesAsText("id")))
                .hasSize(events);
    }

    @Test
    void whoKnowsNothingOfSomebodyHandsOutNothing() throws Exception {
        export(UUID.randomUUID()).forEach(rows -> assertThat(rows).isEmpty());
    }

    @Test
    void nothingIsLeftOfWhoIsForgottenButAPseudonym() throws Exception {
        redis.value(String.class).set("gatehouse:limit:{account:" + id + "}:account", "1");
        assertThat(traces()).isNotEmpty();
        assertThat(redis.key().keys("gatehouse:guess:*")).isNotEmpty();

        ErasureApi.letTheGracePass(id);
        var pseudonym = Database.value("SELECT pseudonym FROM erasure WHERE account_id = ?", id);
        ErasureApi.letItSettle(id);
        ErasureApi.confirm(id).statusCode(204);
        ErasureApi.awaitTheEnd(id);
        ErasureApi.await(
                "SELECT count(*) FROM mail_message WHERE recipient = (SELECT '" + person.email()
                        + "' WHERE ? IS NOT NULL)",
                id,
                "0");

        assertThat(traces()).isEmpty();
        assertThat(redis.key().keys("*" + id + "*")).isEmpty();
        var events = Database.value("SELECT count(*) FROM audit_event WHERE account_id = ?::uuid", pseudonym);
        assertThat(Integer.parseInt(events)).isPositive();
        assertThat(Database.value(
                        "SELECT count(*) FROM audit_event WHERE account_id = ?::uuid AND (address IS NOT NULL OR device IS NOT NULL)",
                        pseudonym))
                .isEqualTo("0");
        assertThat(Database.value(
                        "SELECT count(*) FROM audit_event WHERE account_id = ?::uuid AND action = 'person_erased'",
                        pseudonym))
                .isEqualTo("1");
    }

    @Test
    void whoIsStillThereGetsNoPseudonym() {
        assertThat(catchThrowable(() -> Database.value("SELECT audit_pseudonymise(?, gen_random_uuid())", id)))
                .hasMessageContaining("only who is gone");
    }

    private static void sendAs(String template, String recipient, String parameters) throws SQLException {
        Database.update("""
                INSERT INTO mail_message (id, template, recipient, parameters, status, next_attempt_at, created_at, updated_at)
                VALUES (?, ?, ?, ?::jsonb, 'sent', now(), now(), now())""", Ids.next(), template, recipient, parameters);
    }

    private JsonNode export() throws Exception {
        return export(id);
    }

    private static JsonNode export(UUID account) throws Exception {
        return new ObjectMapper()
                .readTree(ErasureApi.export(account)
                        .statusCode(200)
                        .contentType("application/json")
                        .extract()
                        .asString());
    }

    /** Where any row of any table holds anything of the person. */
    private List<String> traces() throws SQLException {
        var found = new ArrayList<String>();
        for (var table : tables()) {
            var rows = Database.value(
                    "SELECT count(*) FROM \"" + table + "\" AS row WHERE row::text LIKE ANY (ARRAY[?, ?, ?])",
                    "%" + id + "%",
                    "%" + person.email() + "%",
                    "%" + formerEmail + "%");
            if (!"0".equals(rows)) {
                found.add(table + ": " + rows);
            }
        }
        return found;
    }

    private static Set<String> tables() throws SQLException {
        // Partitions are parts of their table.
        return split("""
                SELECT string_agg(relname, ' ') FROM pg_class
                WHERE relnamespace = 'auth'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition""");
    }

    private static Set<String> columns(String table) throws SQLException {
        return split(
                "SELECT string_agg(column_name, ' ') FROM information_schema.columns WHERE table_schema = 'auth' AND table_name = ?",
                table);
    }

    private static Set<String> split(String sql, Object... values) throws SQLException {
        return new TreeSet<>(List.of(Database.value(sql, values).split(" ")));
    }

    private static Set<String> names(JsonNode export) {
        var names = new TreeSet<String>();
        export.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> union(Set<String> one, Set<String> two, Set<String> three) {
        var all = new TreeSet<>(one);
        all.addAll(two);
        all.addAll(three);
        return all;
    }
}

package io.gatehouse.auth;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.auth.mfa.Authenticator;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Whoever copies the database can sign in as nobody: what clients, mailboxes and operators hold is not in it. */
@QuarkusTest
class DumpTest {

    @Test
    void nothingThatClientsHoldIsInTheDatabase() throws Exception {
        var secrets = new ArrayList<String>();
        secrets.add(PASSWORD);
        secrets.add(serviceToken());
        secrets.add(setting("GATEHOUSE_MASTER_KEY"));
        secrets.add(setting("GATEHOUSE_CLIENTS_USER_SERVICE_SECRET"));
        var person = newPerson();
        secrets.add(person.accessToken());
        secrets.add(person.refreshToken());
        var refreshed = refresh(person.refreshToken()).statusCode(200).extract().jsonPath();
        secrets.add(refreshed.getString("refresh_token"));
        secrets.add(login(person.email(), PASSWORD).extract().path("refresh_token"));
        var verification = Mailbox.await(person.email(), 1);
        post("/v1/auth/password/forgot", Map.of("email", person.email())).statusCode(202);
        for (var mail : List.of(verification, Mailbox.await(person.email(), 2))) {
            secrets.add(Mailbox.token(mail));
            secrets.add(Mailbox.code(mail));
        }

        var authenticator = Authenticator.of(newPerson());
        secrets.add(authenticator.secret());
        secrets.add(hex(Authenticator.decode(authenticator.secret())));
        secrets.add(authenticator.mfaToken());
        secrets.addAll(authenticator.recoveryCodes());

        var dump = dump();

        assertThat(secrets).hasSize(25).allSatisfy(secret -> assertThat(forms(secret))
                .allSatisfy(form -> assertThat(dump.contains(form)).isFalse()));
    }

    @Test
    void whatIsKeptOfALinkOrTokenIsFound() throws Exception {
        var person = newPerson();
        var token = Mailbox.token(Mailbox.await(person.email(), 1));

        var dump = dump();

        assertThat(dump).contains(sha256(token)).contains(sha256(person.refreshToken()));
    }

    @Test
    void aCodeCannotBeTriedOutWithItsHash() throws Exception {
        var person = newPerson();
        var code = Mailbox.code(Mailbox.await(person.email(), 1)).replace(" ", "");
        var linkId = Database.value("SELECT id FROM one_time_link WHERE account_id = ?", person.accountId());

        var dump = dump();

        assertThat(dump).doesNotContain(sha256(code)).doesNotContain(sha256(linkId + code));
    }

    /** As it is, as bytes of text, and as the bytes it stands for, in the spelling that PostgreSQL gives bytes. */
    private static List<String> forms(String secret) {
        var forms = new ArrayList<>(List.of(secret, secret.replaceAll("[ -]", ""), hex(secret.getBytes(UTF_8))));
        if (secret.matches("[A-Za-z0-9_-]{43}")) {
            forms.add(hex(Base64.getUrlDecoder().decode(secret)));
        }
        return forms;
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static String sha256(String text) throws Exception {
        return hex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Every row of every table as text. */
    private static String dump() throws SQLException {
        var dump = new StringBuilder();
        try (var connection = Database.connect();
                var tables = connection
                        .createStatement()
                        .executeQuery("SELECT table_name FROM information_schema.tables WHERE table_schema = 'auth'")) {
            while (tables.next()) {
                try (var rows = connection
                        .createStatement()
                        .executeQuery("SELECT t::text FROM \"" + tables.getString(1) + "\" AS t")) {
                    while (rows.next()) {
                        dump.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return dump.toString();
    }
}

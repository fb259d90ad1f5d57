package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.newPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.auth.RealHashes;
import io.gatehouse.auth.SameTime;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long an answer takes tells nothing about an address. */
@QuarkusTest
@TestProfile(RealHashes.class)
class SameTimeTest {

    private final String run = UUID.randomUUID().toString();

    @Test
    void aWrongPasswordTakesAsLongAsAnUnknownAccount() throws Exception {
        insertAccounts();

        var difference = new SameTime("/v1/auth/login").difference(at -> login(known(at)), at -> login(unknown(at)));

        assertThat(difference).isLessThan(0.05);
    }

    @Test
    void aForgottenPasswordTakesAsLongForAnUnknownAccount() throws Exception {
        insertAccounts();

        var difference =
                new SameTime("/v1/auth/password/forgot").difference(at -> forgot(known(at)), at -> forgot(unknown(at)));

        assertThat(difference).isLessThan(0.05);
    }

    private String known(int at) {
        return "known-" + at + "-" + run + "@example.org";
    }

    private String unknown(int at) {
        return "nobody-" + at + "-" + run + "@example.org";
    }

    private static String login(String email) {
        return "{\"email\":\"" + email + "\",\"password\":\"not the password\"}";
    }

    private static String forgot(String email) {
        return "{\"email\":\"" + email + "\"}";
    }

    // Copies of one account, so that no hash has to be made for each.
    private void insertAccounts() throws SQLException {
        var original = newPerson();
        Database.update("""
                INSERT INTO account
                    (id, email, email_canonical, password_hash, roles, status, created_at, updated_at)
                SELECT gen_random_uuid(), 'known-' || n || '-' || ? || '@example.org',
                       'known-' || n || '-' || ? || '@example.org', password_hash, roles, status, created_at, updated_at
                FROM account, generate_series(0, ?) AS n
                WHERE account.id = ?
                """, run, run, SameTime.ROUNDS * SameTime.TRIES, original.accountId());
    }
}

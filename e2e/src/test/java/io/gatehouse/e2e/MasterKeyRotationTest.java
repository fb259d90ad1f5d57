package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import io.gatehouse.migrator.Migrator;
import io.gatehouse.migrator.PostgresUrl;
import io.gatehouse.migrator.ServiceSchema;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another master key, rolled out as docs/operations.md says, on a database of its own. */
@ExtendWith(SharedGatehouse.class)
class MasterKeyRotationTest {

    private static final String DATABASE = "another_master_key";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // Two signing keys, an authenticator, and the key of keyed hashes, which the first mail with a code makes.
    private static final int SEALED_VALUES = 4;

    private static final String SEALED = """
            SELECT encode(private_key_sealed, 'hex') FROM auth.signing_key
            UNION ALL SELECT encode(secret_sealed, 'hex') FROM auth.totp
            UNION ALL SELECT encode(sealed, 'hex') FROM auth.sealed_secret
            """;

    private final Gatehouse gatehouse;
    private final PostgresUrl database;
    private final String oldKey = key();
    private final String newKey = key();

    MasterKeyRotationTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.database = gatehouse.databaseUrl(DATABASE);
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        try (var connection = gatehouse.database();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        var migrations = Script.CHECKOUT.resolve("auth-service/src/main/migrations");
        var password = gatehouse.secret("database_password.auth-service");
        Migrator.migrate(database, new ServiceSchema("auth", "gatehouse_auth", password, migrations));
    }

    @Test
    void nobodyNoticesAndAfterwardsNothingNeedsTheOldKey() throws Exception {
        var ada = Api.newEmail();
        var now = Instant.now();
        Api.Answer session;
        Authenticator authenticator;
        try (var before = auth(oldKey, Map.of("GATEHOUSE_MASTER_KEY_NEXT", newKey))) {
            var api = Api.at(before::at);
            session = api.signUp(ada);
            authenticator = enrol(api, session.text("tokens/access_token"), now);
            var sealedBefore = Eventually.ask(PATIENCE, this::sealed, values -> values.size() == SEALED_VALUES);

            try (var after = auth(newKey, Map.of("GATEHOUSE_MASTER_KEY_PREVIOUS", oldKey))) {
                var sealedAnew = Eventually.ask(PATIENCE, this::sealed, values -> disjoint(values, sealedBefore));

                assertThat(sealedAnew).hasSameSizeAs(sealedBefore).doesNotContainAnyElementsOf(sealedBefore);
                assertServes(before, session);
                assertServes(after, session);
            }
        }

        try (var finished = auth(newKey, Map.of())) {
            assertServes(finished, session);
            assertThat(signIn(finished, ada, authenticator.code(now.plusSeconds(30)))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** That tokens from before hold there, and that it signs tokens itself. */
    private static void assertServes(Replica auth, Api.Answer session) {
        var api = Api.at(auth::at);

        assertThat(api.get("/v1/auth/account", session.text("tokens/access_token"))
                        .status())
                .isEqualTo(200);
        assertThat(api.signUp(Api.newEmail()).status()).isEqualTo(201);
    }

    private static Authenticator enrol(Api api, String accessToken, Instant now) {
        var authenticator = new Authenticator(
                api.post("/v1/auth/mfa/totp", Map.of(), accessToken).text("secret"));
        var activated = api.post("/v1/auth/mfa/totp/activate", Map.of("code", authenticator.code(now)), accessToken);
        assertThat(activated.status()).isEqualTo(200);
        return authenticator;
    }

    private static Api.Answer signIn(Replica auth, String email, String code) {
        var api = Api.at(auth::at);
        var challenge = api.signIn(email, Api.PASSWORD);
        return api.post("/v1/auth/login/mfa", Map.of("mfa_token", challenge.text("mfa_token"), "code", code));
    }

    private Replica auth(String masterKey, Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("GATEHOUSE_DB_URL", database.reactive());
        all.put("GATEHOUSE_MASTER_KEY", masterKey);
        return Replica.startAuthService(gatehouse, all);
    }

    private Set<String> sealed() {
        try (var connection = database.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery(SEALED)) {
            var values = new HashSet<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static boolean disjoint(Set<String> one, Set<String> other) {
        return Collections.disjoint(one, other);
    }

    private static String key() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}

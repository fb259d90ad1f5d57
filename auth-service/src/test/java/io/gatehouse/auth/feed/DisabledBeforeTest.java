package io.gatehouse.auth.feed;

import static io.gatehouse.auth.AuthApi.newPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The migration that tells of accounts which an older version has disabled. */
@QuarkusTest
class DisabledBeforeTest {

    private static final Path MIGRATION = Path.of("src/main/migrations/V014__accounts_disabled_before.sql");

    @Test
    void whoWasDisabledBeforeIsToldOnceAndNobodyElse() throws Exception {
        var active = newPerson().accountId();
        var disabled = newPerson().accountId();
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", disabled);

        migrate();
        migrate();

        assertThat(told(disabled)).isEqualTo("1");
        assertThat(told(active)).isEqualTo("0");
    }

    private static void migrate() throws IOException, SQLException {
        try (var connection = Database.connect();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(MIGRATION));
        }
    }

    private static String told(UUID account) throws SQLException {
        return Database.value(
                "SELECT count(*) FROM outbox_event WHERE aggregateid = ? AND type = 'account.disabled.v1'", account);
    }
}

package io.gatehouse.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.auth.ServiceRole;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the role that the service signs in with can do to the audit trail, and what it cannot. */
@QuarkusTest
class AuditProtectionTest {

    @Inject
    AuditPartitions partitions;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET outcome = 'refused'",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event",
                "DROP TABLE audit_event",
                "ALTER TABLE audit_event DETACH PARTITION audit_event_default",
                "CREATE TRIGGER forge BEFORE INSERT ON audit_event EXECUTE FUNCTION suppress_redundant_updates_trigger()",
                "UPDATE audit_event_%s SET outcome = 'refused'",
                "DELETE FROM audit_event_%s",
                "TRUNCATE audit_event_%s",
                "DROP TABLE audit_event_%s",
                "INSERT INTO audit_event_%s SELECT * FROM audit_event",
                "DELETE FROM audit_event_default",
                "DROP TABLE audit_event_default",
                "SELECT audit_add_partition('2050-01-01')",
                "SELECT audit_drop_partitions('89 days')",
            })
    void theServiceCannotChangeWhatIsWritten(String attack) throws SQLException {
        var event = write(now().toInstant());

        assertThatThrownBy(() -> ServiceRole.execute(attack.formatted(month(now()))))
                .isInstanceOf(SQLException.class)
                .message()
                .containsAnyOf("permission denied", "must be owner", "90 days at least");

        assertThat(partitionOf(event)).isEqualTo("audit_event_" + month(now()));
    }

    @Test
    void whatHasNoMonthOfItsOwnIsKeptAllTheSame() throws SQLException {
        var event = write(Instant.parse("2190-01-01T00:00:00Z"));

        assertThat(partitionOf(event)).isEqualTo("audit_event_default");
    }

    @Test
    void whatWaitedForItsPartitionMovesIntoIt() throws SQLException {
        var nextMonth = now().plusMonths(1);
        Database.update("DROP TABLE audit_event_" + month(nextMonth));
        var event = write(nextMonth.toInstant());

        partitions.renew().await().indefinitely();

        assertThat(partitionOf(event)).isEqualTo("audit_event_" + month(nextMonth));
    }

    @Test
    void monthsPastRetentionAreDroppedAndNoOthers() throws SQLException {
        Database.update("""
                CREATE TABLE audit_event_2001_02 PARTITION OF audit_event
                FOR VALUES FROM ('2001-02-01 00:00Z') TO ('2001-03-01 00:00Z')
                """);
        var old = write(Instant.parse("2001-02-03T00:00:00Z"));
        var oldWithoutMonth = write(Instant.parse("2001-04-03T00:00:00Z"));
        var recent = write(now().toInstant());

        partitions.renew().await().indefinitely();

        assertThat(Database.value("SELECT to_regclass('audit_event_2001_02')")).isNull();
        assertThat(partitionOf(old)).isNull();
        assertThat(partitionOf(oldWithoutMonth)).isNull();
        assertThat(partitionOf(recent)).isNotNull();
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }

    private static String month(OffsetDateTime time) {
        return time.format(DateTimeFormatter.ofPattern("yyyy_MM", Locale.ROOT));
    }

    private static UUID write(Instant time) throws SQLException {
        var id = Ids.next();
        ServiceRole.execute("""
                INSERT INTO audit_event (id, action, outcome, actor_kind, detail, created_at)
                VALUES ('%s', 'signed_out', 'succeeded', 'anonymous', '{}', '%s')
                """.formatted(id, time));
        return id;
    }

    private static String partitionOf(UUID event) throws SQLException {
        return Database.value("SELECT tableoid::regclass FROM audit_event WHERE id = ?", event);
    }
}

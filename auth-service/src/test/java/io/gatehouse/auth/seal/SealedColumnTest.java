package io.gatehouse.auth.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Database;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SealedColumnTest {

    private static final String SEALED = """
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'auth' AND column_name LIKE '%sealed'
            """;

    /** Under a key that the token before it yields, not under the master key. */
    private static final String SUCCESSOR = "refresh_token.successor_sealed";

    @Inject
    Pool database;

    @Inject
    @All
    List<SealedColumn> columns;

    @Test
    void everythingThatIsSealedFollowsTheMasterKey() throws SQLException {
        assertThat(columns)
                .extracting(column -> column.table() + "." + column.column())
                .containsExactlyInAnyOrderElementsOf(sealed());
    }

    @Test
    void whatOtherKeysHaveSealedIsFoundAmongManyByAnIndex() {
        var totp = columns.stream()
                .filter(column -> column.table().equals("totp"))
                .findFirst()
                .orElseThrow();

        assertThat(plan(SealedRowRepository.listing(totp, SealedRowRepository.FROM_NAME)))
                .contains("Index Scan using totp_sealing_key_idx", "Index Cond")
                .doesNotContain("Sort", "Filter");
    }

    /** As it is where there are too many rows to read them all. */
    private String plan(String sql) {
        var names = NameRange.without(List.of()).getFirst();
        var values = Tuple.of("totp ", Buffer.buffer(names.below()), 100, Buffer.buffer(names.above()));
        return database.withTransaction(connection -> connection
                        .query("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
                        .execute()
                        .chain(() -> connection.preparedQuery("EXPLAIN " + sql).execute(values))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getString(0))
                                .collect(Collectors.joining("\n"))))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static List<String> sealed() throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = Database.connect();
                var rows = connection.createStatement().executeQuery(SEALED)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        found.remove(SUCCESSOR);
        return found;
    }
}

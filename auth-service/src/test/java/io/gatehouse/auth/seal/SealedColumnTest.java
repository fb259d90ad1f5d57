package io.gatehouse.auth.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.auth.Database;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
    @All
    List<SealedColumn> columns;

    @Test
    void everythingThatIsSealedFollowsTheMasterKey() throws SQLException {
        assertThat(columns)
                .extracting(column -> column.table() + "." + column.column())
                .containsExactlyInAnyOrderElementsOf(sealed());
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

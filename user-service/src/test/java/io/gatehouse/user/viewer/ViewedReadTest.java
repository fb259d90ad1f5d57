package io.gatehouse.user.viewer;

import static io.gatehouse.user.UsersApi.me;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kit.viewer.ViewerSettings;
import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A read that says by itself for whom it is, as the service's role sends it. */
@UserServiceTest
class ViewedReadTest {

    private static final String ALL = "SELECT id FROM profile";

    FakeAuth auth;

    private Connection database;
    private UUID hidden;

    @BeforeEach
    void connect() throws SQLException {
        hidden = auth.signUp("Somebody");
        me(auth.tokenOf(hidden)).statusCode(200);
        database = PostgresTestResource.jdbcAs("gatehouse_user");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void findsWhatIsThereForWhomItNames() throws SQLException {
        prepare(ALL);

        assertThat(rows("EXECUTE viewed ('member', '" + hidden + "')")).contains(hidden.toString());
        assertThat(rows("EXECUTE viewed ('member', '" + UUID.randomUUID() + "')"))
                .doesNotContain(hidden.toString());
        assertThat(rows("EXECUTE viewed ('public', '')")).doesNotContain(hidden.toString());
    }

    @Test
    void whatItSaysEndsWithIt() throws SQLException {
        prepare(ALL);
        assertThat(rows("EXECUTE viewed ('system', '')")).contains(hidden.toString());

        assertThat(rows(ALL)).isEmpty();
        assertThat(rows("SELECT current_setting('gatehouse.access', true)")).containsExactly("");
    }

    /** A scan, a sorted one, a join and a function: whatever the plan is, its top waits for the viewer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ALL + " WHERE id = '00000000-0000-0000-0000-000000000000'",
                ALL + " ORDER BY search_name, id LIMIT 51",
                "SELECT profile.id FROM membership JOIN profile ON profile.id = account_id",
                "SELECT found.id FROM profile_search('%', '', '00000000-0000-0000-0000-000000000000', 9) AS found (id)"
            })
    void viewerIsSettledBeforeAnyRowIsRead(String read) throws SQLException {
        prepare(read);

        var plan = rows("EXPLAIN (COSTS OFF) EXECUTE viewed ('member', '')");

        assertThat(plan.getFirst()).isEqualTo("Result");
        assertThat(plan.get(1)).contains("One-Time Filter", "InitPlan 1");
        assertThat(plan).anySatisfy(line -> assertThat(line).contains("Scan"));
    }

    private void prepare(String read) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE viewed (text, text) AS " + ViewerSettings.entering(read, 0));
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}

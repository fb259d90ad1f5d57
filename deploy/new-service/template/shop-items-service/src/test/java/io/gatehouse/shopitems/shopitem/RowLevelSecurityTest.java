package io.gatehouse.shopitems.shopitem;

import static io.gatehouse.shopitems.ShopItemsApi.make;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.test.FakeAuthService;
import io.gatehouse.local.test.RoleTransaction;
import io.gatehouse.shopitems.ShopItemsServiceTest;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service's own role finds in the database when a statement asks for everything. */
@ShopItemsServiceTest
class RowLevelSecurityTest {

    private static final String INSERT = "INSERT INTO shop_items (id, owner_id, name, version, created_at, updated_at)"
            + " VALUES (gen_random_uuid(), '%s', 'x', 0, now(), now())";

    FakeAuthService auth;

    private RoleTransaction database;
    private final UUID adaId = UUID.randomUUID();
    private final UUID bobId = UUID.randomUUID();
    private UUID adas;
    private UUID bobs;

    @BeforeEach
    void makeOneForEach() throws SQLException {
        adas = make(auth.tokenOf(adaId));
        bobs = make(auth.tokenOf(bobId));
        database = RoleTransaction.of("gatehouse_shop_items");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void whoSaysNothingFindsNothing() throws SQLException {
        assertThat(found()).isEmpty();
        assertThat(database.changed("UPDATE shop_items SET name = 'x'")).isZero();
        assertThat(database.changed("DELETE FROM shop_items")).isZero();
        refused(INSERT.formatted(adaId));
    }

    @Test
    void personFindsAndChangesTheirOwn() throws SQLException {
        for (var access : new String[] {"member", "read", "write", "anything"}) {
            database.enter(access, adaId);

            assertThat(found()).containsExactly(adas);
            assertThat(database.changed("UPDATE shop_items SET name = 'x'")).isOne();
            assertThat(database.changed(INSERT.formatted(adaId))).isOne();
            assertThat(database.changed("DELETE FROM shop_items")).isEqualTo(2);
            database.rollback();
        }
    }

    @Test
    void nobodyGivesWhatIsTheirsToAnother() throws SQLException {
        database.enter("member", adaId);
        refused("UPDATE shop_items SET owner_id = '" + bobId + "'");
        database.enter("member", adaId);
        refused(INSERT.formatted(bobId));
    }

    @Test
    void serviceItselfFindsEverythingUntilItsTransactionEnds() throws SQLException {
        database.enter("system", null);
        assertThat(found()).contains(adas, bobs);
        database.commit();

        assertThat(found()).isEmpty();
    }

    @Test
    void roleCannotSwitchItOff() throws SQLException {
        for (var attempt : new String[] {
            "ALTER TABLE shop_items DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE shop_items NO FORCE ROW LEVEL SECURITY",
            "DROP POLICY shop_items_own ON shop_items",
            "CREATE POLICY mine ON shop_items USING (true)",
            "TRUNCATE shop_items",
            "ALTER ROLE gatehouse_shop_items BYPASSRLS",
            "SET row_security = off; SELECT * FROM shop_items"
        }) {
            refused(attempt);
        }
    }

    private void refused(String sql) throws SQLException {
        assertThatThrownBy(() -> database.changed(sql)).isInstanceOf(SQLException.class);
        database.rollback();
    }

    /** By a statement whose author has forgotten for whom it is. */
    private Set<UUID> found() throws SQLException {
        return database.ids("SELECT id FROM shop_items");
    }
}

package io.gatehouse.auth.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.auth.Concurrently;
import io.gatehouse.kit.database.Statements;
import io.gatehouse.local.test.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MasterKeyChangeTest {

    private static final int ROWS = 350;

    @Inject
    Statements statements;

    private final String table = "sealed_" + UUID.randomUUID().toString().replace("-", "");
    private final String oldKey = MasterKeys.random();
    private final String newKey = MasterKeys.random();
    private final MasterKey before = new MasterKey(new Keys(oldKey, newKey, List.of()));
    private final MasterKey after = MasterKeys.of(newKey, oldKey);
    private final MasterKey finished = MasterKeys.of(newKey);
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void makeTable() throws SQLException {
        Database.update("CREATE TABLE " + table + " (id uuid PRIMARY KEY, secret bytea)");
    }

    @AfterEach
    void dropTable() throws SQLException {
        Database.update("DROP TABLE " + table);
    }

    @Test
    void afterwardsNothingIsReadableWithTheOldKey() throws Exception {
        fill(before.seal());

        lookAtOnce(change(after), change(after));

        assertThat(rows()).hasSize(ROWS).allSatisfy(row -> {
            assertThat(opened(finished.seal(), row)).isEqualTo("secret of " + row.id());
            assertThatThrownBy(() -> opened(Seal.under(bytes(oldKey)), row))
                    .isInstanceOf(GeneralSecurityException.class);
        });
    }

    @Test
    void instancesWithEitherKeyReadEverythingMeanwhile() throws Exception {
        fill(before.seal());
        var change = change(after);
        var work = new ConcurrentLinkedQueue<Runnable>();
        work.add(() -> look(change));
        work.add(() -> assertThat(reread(before.seal())).isPositive());
        work.add(() -> assertThat(reread(after.seal())).isPositive());

        Concurrently.times(work.size(), () -> {
            work.remove().run();
            return true;
        });

        assertThat(rows())
                .allSatisfy(row -> assertThat(opened(before.seal(), row)).isEqualTo("secret of " + row.id()));
    }

    @Test
    void valuesThatDoNotNameTheirKeyAreSealedAnew() throws Exception {
        var id = UUID.randomUUID();
        insert(id, new SealingKey(bytes(oldKey)).seal(("secret of " + id).getBytes(US_ASCII), context(id)));

        look(change(after));

        assertThat(opened(finished.seal(), rows().getFirst())).isEqualTo("secret of " + id);
    }

    @Test
    void itIsToldWhenTheOldKeyIsNeededNoMore() throws Exception {
        fill(before.seal());
        var change = change(after);
        assertThat(left()).isNaN();

        look(change);
        assertThat(left()).isEqualTo(ROWS);

        look(change);
        assertThat(left()).isZero();
    }

    @Test
    void aValueThatNoKnownKeyOpensHoldsNothingUp() throws Exception {
        var stranger = UUID.randomUUID();
        insert(stranger, Seal.under(bytes(MasterKeys.random())).seal(new byte[] {1}, context(stranger)));
        fill(before.seal());
        var change = change(after);

        look(change);
        look(change);

        assertThat(left()).isEqualTo(1);
    }

    @Test
    void withoutAPreviousKeyNothingIsTouched() throws Exception {
        fill(after.seal());
        var sealed = rows();

        look(change(new MasterKey(new Keys(oldKey, newKey, List.of()))));

        assertThat(rows()).usingRecursiveComparison().isEqualTo(sealed);
    }

    private MasterKeyChange change(MasterKey master) {
        var column = new SealedColumn(table, "id", "secret", "row ");
        return new MasterKeyChange(new SealedRowRepository(statements), master, List.of(column), meters);
    }

    private double left() {
        return meters.get("gatehouse.sealed.by.previous.keys").gauge().value();
    }

    private static void lookAtOnce(MasterKeyChange... changes) throws Exception {
        var waiting = new ConcurrentLinkedQueue<>(List.of(changes));
        Concurrently.times(changes.length, () -> {
            look(waiting.remove());
            return true;
        });
    }

    private static void look(MasterKeyChange change) {
        change.sealAnew().await().atMost(Duration.ofSeconds(30));
    }

    private int reread(Seal seal) {
        try {
            var rows = rows();
            for (var row : rows) {
                assertThat(opened(seal, row)).isEqualTo("secret of " + row.id());
            }
            return rows.size();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private void fill(Seal seal) throws SQLException {
        try (var connection = Database.connect();
                var insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
            for (var i = 0; i < ROWS; i++) {
                var id = UUID.randomUUID();
                insert.setObject(1, id);
                insert.setBytes(2, seal.seal(("secret of " + id).getBytes(US_ASCII), context(id)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insert(UUID id, byte[] sealed) throws SQLException {
        Database.update("INSERT INTO " + table + " VALUES (?, ?)", id, sealed);
    }

    private List<SealedValue> rows() throws SQLException {
        var rows = new ArrayList<SealedValue>();
        try (var connection = Database.connect();
                var found =
                        connection.createStatement().executeQuery("SELECT id, secret FROM " + table + " ORDER BY id")) {
            while (found.next()) {
                rows.add(new SealedValue(found.getObject(1, UUID.class), found.getBytes(2)));
            }
        }
        return rows;
    }

    private static String opened(Seal seal, SealedValue row) throws GeneralSecurityException {
        return new String(seal.open(row.sealed(), context(row.id())), US_ASCII);
    }

    private static byte[] context(UUID id) {
        return ("row " + id).getBytes(US_ASCII);
    }

    private static byte[] bytes(String key) {
        return java.util.Base64.getDecoder().decode(key);
    }

    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record SealedValue(UUID id, byte[] sealed) {}
}

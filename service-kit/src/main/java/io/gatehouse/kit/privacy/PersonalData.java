package io.gatehouse.kit.privacy;

import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.kit.viewer.ViewerSettings;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * All that this service keeps of a person, as one JSON object: the rows of each table. It is read a page at a time, as fast as it
 * is taken, and holds no connection in between.
 */
@Singleton
public class PersonalData {

    private static final int PAGE = 200;

    private final Pool pool;
    private final List<PersonalTable> tables;

    PersonalData(Pool pool, @All List<PersonalTable> tables) {
        this.pool = pool;
        this.tables = tables.stream()
                .sorted(Comparator.comparing(PersonalTable::name))
                .toList();
    }

    /** The object in pieces, which mean something only together. */
    public Multi<byte[]> export(UUID accountId) {
        var all = Multi.createFrom().iterable(tables).onItem().transformToMultiAndConcatenate(table -> Multi.createBy()
                .concatenating()
                .streams(
                        text((isFirst(table) ? "\"" : ",\"") + table.name() + "\":["),
                        rows(table, accountId),
                        text("]")));
        return Multi.createBy().concatenating().streams(text("{"), all, text("}"));
    }

    private boolean isFirst(PersonalTable table) {
        return table.equals(tables.getFirst());
    }

    private Multi<byte[]> rows(PersonalTable table, UUID accountId) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Place(table, accountId), this::next)
                .whilst(rows -> rows.size() == PAGE)
                .select()
                .where(rows -> !rows.isEmpty())
                .map(PersonalData::json);
    }

    private Uni<List<Item>> next(Place place) {
        var values = Tuple.of(place.accountId, place.behind, PAGE);
        return pool.withTransaction(transaction -> ViewerSettings.enter(transaction, Viewer.SYSTEM)
                        .chain(() ->
                                transaction.preparedQuery(place.table.page()).execute(values)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> place.pass(row))
                        .toList());
    }

    private static byte[] json(List<Item> rows) {
        return bytes(rows.stream()
                .map(row -> row.isFirst() ? row.json() : "," + row.json())
                .collect(Collectors.joining()));
    }

    private static Multi<byte[]> text(String text) {
        return Multi.createFrom().item(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Item(String json, boolean isFirst) {}

    /** How far one export has come in a table. */
    private static final class Place {

        private final PersonalTable table;
        private final UUID accountId;
        private String behind = "";

        Place(PersonalTable table, UUID accountId) {
            this.table = table;
            this.accountId = accountId;
        }

        Item pass(Row row) {
            var item = new Item(row.getString("json"), behind.isEmpty());
            behind = row.getString("behind");
            return item;
        }
    }
}

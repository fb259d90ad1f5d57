package io.gatehouse.auth.seal;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Sealed values of any table. Names of tables and columns are the features', never a request's. Tables with many rows have an
 * index of the name of the key with which a value begins, and the id.
 */
@Singleton
class SealedRowRepository {

    /** Of the column, the name of the key that has sealed its value. */
    private static final String NAME = "substring(%3$s FROM 1 FOR " + NamedKey.NAME + ")";

    static final String FROM_NAME = NAME + " > $4";

    private static final String FROM_ROW = "(" + NAME + ", %2$s) > ($4, $5)";

    private final Statements statements;

    SealedRowRepository(Statements statements) {
        this.statements = statements;
    }

    /**
     * Values whose key has one of these names, in the order of the index.
     *
     * @param last the one of the batch before; null for the first batch
     */
    Uni<List<SealedRow>> listAfter(SealedColumn column, NameRange names, SealedRow last, int limit) {
        var above = Buffer.buffer(last == null ? names.above() : last.keyName());
        var values = Tuple.of(column.contextPrefix(), Buffer.buffer(names.below()), limit, above);
        return last == null
                ? statements.list(listing(column, FROM_NAME), values, SealedRowRepository::toRow)
                : statements.list(listing(column, FROM_ROW), values.addValue(last.id()), SealedRowRepository::toRow);
    }

    /** Changes nothing where the value is another one by now. */
    Uni<Integer> replace(SealedColumn column, SealedRow row, byte[] sealed) {
        return statements.change(
                replacing(column), Tuple.of(Buffer.buffer(sealed), row.id(), Buffer.buffer(row.sealed())));
    }

    private static SealedRow toRow(Row row) {
        return new SealedRow(
                row.getValue("id"),
                row.getString("context"),
                row.getBuffer("sealed").getBytes());
    }

    static String listing(SealedColumn column, String place) {
        return """
                SELECT %%2$s AS id, $1 || %%2$s::text AS context, %%3$s AS sealed
                FROM %%1$s
                WHERE %1$s AND %2$s < $2
                ORDER BY %2$s, %%2$s
                LIMIT $3
                """.formatted(place, NAME).formatted(column.table(), column.id(), column.column());
    }

    private static String replacing(SealedColumn column) {
        return "UPDATE %1$s SET %3$s = $1 WHERE %2$s = $2 AND %3$s = $3"
                .formatted(column.table(), column.id(), column.column());
    }
}

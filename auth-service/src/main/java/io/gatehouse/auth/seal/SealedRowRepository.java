package io.gatehouse.auth.seal;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** Sealed values of any table. Names of tables and columns are the features', never a request's. */
@Singleton
class SealedRowRepository {

    private final Statements statements;
    private final Buffer[] currentNames;

    SealedRowRepository(Statements statements, MasterKey master) {
        this.statements = statements;
        this.currentNames = master.currentNames().stream().map(Buffer::buffer).toArray(Buffer[]::new);
    }

    /** Values that should be sealed anew, from this place on. */
    Uni<List<SealedRow>> listAfter(SealedColumn column, String place, int limit) {
        return statements.list(
                listing(column),
                Tuple.of(place, currentNames, limit, column.contextPrefix()),
                row -> new SealedRow(
                        row.getString("place"),
                        row.getString("context"),
                        row.getBuffer("sealed").getBytes()));
    }

    Uni<Integer> replace(SealedColumn column, SealedRow row, byte[] sealed) {
        return statements.change(
                replacing(column), Tuple.of(Buffer.buffer(sealed), row.place(), Buffer.buffer(row.sealed())));
    }

    private static String listing(SealedColumn column) {
        return """
                SELECT ctid::text AS place, $4 || %2$s::text AS context, %3$s AS sealed
                FROM %1$s
                WHERE ctid > $1::text::tid AND %3$s IS NOT NULL AND substring(%3$s FROM 1 FOR %4$d) <> ALL ($2)
                ORDER BY ctid
                LIMIT $3
                """.formatted(column.table(), column.id(), column.column(), NamedKey.NAME);
    }

    // Where the row has changed meanwhile nothing is replaced, and another look finds it at its new place.
    private static String replacing(SealedColumn column) {
        return "UPDATE %1$s SET %2$s = $1 WHERE ctid = $2::text::tid AND %2$s = $3"
                .formatted(column.table(), column.column());
    }
}

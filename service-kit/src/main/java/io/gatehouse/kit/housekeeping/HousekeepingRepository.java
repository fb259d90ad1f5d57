package io.gatehouse.kit.housekeeping;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;

@Singleton
class HousekeepingRepository {

    /** By the database's clock, the one that all instances share. An instance that dies loses its turn with its time. */
    private static final String TAKE_TURN = """
            UPDATE housekeeping_turn
            SET busy_until = now() + make_interval(secs => $1), updated_at = now()
            WHERE busy_until <= now()
            """;

    private final Statements statements;

    HousekeepingRepository(Statements statements) {
        this.statements = statements;
    }

    /** Whether it is this instance's turn, and nobody else's for so many seconds. */
    Uni<Boolean> takeTurn(double seconds) {
        return statements.change(TAKE_TURN, Tuple.of(seconds)).map(changed -> changed == 1);
    }

    /** How many rows were removed. */
    Uni<Integer> remove(Cleanup cleanup, Instant now, int most) {
        var end = now.minus(cleanup.retention()).atOffset(ZoneOffset.UTC);
        return statements.change(cleanup.sql(), Tuple.of(end, most));
    }
}

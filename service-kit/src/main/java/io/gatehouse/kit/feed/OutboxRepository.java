package io.gatehouse.kit.feed;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.List;

/** Appends events, in whichever transaction is open. */
@Singleton
class OutboxRepository {

    private static final String INSERT = """
            INSERT INTO outbox_event (id, aggregatetype, aggregateid, type, payload, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6)""";

    /** In that of Hibernate's session. */
    Uni<Void> insert(OutboxEvent event) {
        return Panache.getSession().chain(session -> session.persist(event));
    }

    /** In that of a connection apart from Hibernate. */
    Uni<Void> insert(SqlConnection connection, OutboxEvent event) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.tuple(List.of(
                        event.id,
                        event.aggregateType,
                        event.aggregateId,
                        event.type,
                        event.payload,
                        event.createdAt.atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }
}

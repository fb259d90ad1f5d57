package io.gatehouse.shopitems.shopitem;

import io.gatehouse.contracts.shopitems.ShopItemResponse;
import io.gatehouse.kit.viewer.ViewedStatements;
import io.gatehouse.kit.viewer.ViewedStatements.Statement;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.kit.viewer.ViewerSettings;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ShopItemRepository implements PanacheRepositoryBase<ShopItem, UUID> {

    private static final String OF_OWNER = """
            SELECT id, name, note, created_at, updated_at, version
            FROM shop_items
            WHERE owner_id = $1 AND id""";

    private static final String GET = OF_OWNER + " = $2";
    private static final String LIST = OF_OWNER + " > $2 ORDER BY id LIMIT $3";

    private final ViewedStatements statements;

    ShopItemRepository(ViewedStatements statements) {
        this.statements = statements;
    }

    /** The shop item as it is; null where the viewer has no such one. */
    Uni<ShopItemResponse> find(Viewer viewer, UUID id) {
        var statement = new Statement(GET, Tuple.of(viewer.accountId(), id));
        return statements.first(viewer, statement, ShopItemRepository::toResponse);
    }

    /** The viewer's, the oldest first, behind one of them. */
    Uni<List<ShopItemResponse>> list(Viewer viewer, UUID after, int limit) {
        var statement = new Statement(LIST, Tuple.of(viewer.accountId(), after, limit));
        return statements.list(viewer, statement, ShopItemRepository::toResponse);
    }

    /** Keeps a new one, in the transaction that is open, which from now on is the viewer's. */
    Uni<ShopItem> add(Viewer viewer, ShopItem shopItem) {
        return ViewerSettings.enter(viewer).chain(() -> persistAndFlush(shopItem));
    }

    /**
     * The shop item, for nobody else to change until the end of the transaction that is open, which from now on is the viewer's;
     * null where the viewer has no such one.
     */
    Uni<ShopItem> findForChange(Viewer viewer, UUID id) {
        return ViewerSettings.enter(viewer).chain(() -> findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static ShopItemResponse toResponse(Row row) {
        return new ShopItemResponse(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("note"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getLong("version"));
    }

    /** By a statement: see {@link io.gatehouse.kit.database}. */
    Uni<Void> remove(ShopItem shopItem) {
        return delete("id", shopItem.id).replaceWithVoid();
    }
}

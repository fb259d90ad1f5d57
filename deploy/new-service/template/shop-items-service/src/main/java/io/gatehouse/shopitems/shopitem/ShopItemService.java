package io.gatehouse.shopitems.shopitem;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.contracts.shopitems.ShopItemResponse;
import io.gatehouse.contracts.shopitems.UpdateShopItemRequest;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.viewer.Viewer;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

@ApplicationScoped
class ShopItemService {

    private static final String LIST = "shop-items";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final ShopItemRepository shopItems;
    private final ShopItemEvents events;
    private final Clock clock;

    ShopItemService(ShopItemRepository shopItems, ShopItemEvents events, Clock clock) {
        this.shopItems = shopItems;
        this.events = events;
        this.clock = clock;
    }

    /** Makes one that belongs to the viewer. */
    @WithTransaction
    Uni<ShopItemResponse> create(Viewer viewer, UpdateShopItemRequest fields) {
        var made = new ShopItem(viewer.accountId(), fields, clock.instant());
        return shopItems
                .add(viewer, made)
                .chain(() -> events.created(made.id, made.ownerId))
                .map(told -> made.shown());
    }

    /** What belongs to somebody else is not found: a refusal would tell which ids are taken. */
    Uni<ShopItemResponse> get(Viewer viewer, UUID id) {
        return shopItems.find(viewer, id).onItem().ifNull().failWith(() -> new ApiException(NOT_FOUND));
    }

    /**
     * A page of the viewer's.
     *
     * @param cursor of the page before; null for the first page
     */
    Uni<Page<ShopItemResponse>> list(Viewer viewer, String cursor, int limit) {
        var after = cursor == null ? BEFORE_ALL : Cursor.decode(LIST, cursor).uuid(0);
        return shopItems
                .list(viewer, after, limit + 1)
                .map(found -> Pages.of(found, limit, last -> Cursor.encode(LIST, last.id())));
    }

    /**
     * Changes one that still has the version the change is based on.
     *
     * @param patch makes of what may be changed what it is to be
     */
    @WithTransaction
    Uni<ShopItemResponse> change(
            Viewer viewer, UUID id, LongPredicate isBasis, UnaryOperator<UpdateShopItemRequest> patch) {
        return findForChange(viewer, id)
                .call(shopItem -> change(shopItem, isBasis, patch))
                .map(ShopItem::shown);
    }

    @WithTransaction
    Uni<Void> delete(Viewer viewer, UUID id) {
        return findForChange(viewer, id)
                .chain(shopItems::remove)
                .chain(() -> events.deleted(id));
    }

    private Uni<ShopItem> findForChange(Viewer viewer, UUID id) {
        return shopItems.findForChange(viewer, id).onItem().ifNull().failWith(() -> new ApiException(NOT_FOUND));
    }

    private Uni<Void> change(ShopItem shopItem, LongPredicate isBasis, UnaryOperator<UpdateShopItemRequest> patch) {
        if (!isBasis.test(shopItem.version)) {
            throw new ApiException(VERSION_CONFLICT);
        }
        return shopItem.change(patch.apply(shopItem.fields()), clock.instant())
                ? shopItems.flush().chain(() -> events.updated(shopItem.id, shopItem.version))
                : Uni.createFrom().voidItem();
    }
}

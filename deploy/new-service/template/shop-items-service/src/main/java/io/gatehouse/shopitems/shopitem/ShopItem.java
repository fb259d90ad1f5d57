package io.gatehouse.shopitems.shopitem;

import io.gatehouse.contracts.shopitems.ShopItemResponse;
import io.gatehouse.contracts.shopitems.UpdateShopItemRequest;
import io.gatehouse.kit.database.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "shop_items")
class ShopItem {

    @Id
    UUID id;

    UUID ownerId;
    String name;
    String note;

    @Version
    long version;

    Instant createdAt;
    Instant updatedAt;

    protected ShopItem() {} // Hibernate

    ShopItem(UUID ownerId, UpdateShopItemRequest fields, Instant now) {
        this.id = Ids.next();
        this.ownerId = ownerId;
        this.name = fields.name();
        this.note = fields.note();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** What may be changed of it. */
    UpdateShopItemRequest fields() {
        return new UpdateShopItemRequest(name, note);
    }

    /** Whether it was another before. */
    boolean change(UpdateShopItemRequest wanted, Instant now) {
        if (wanted.equals(fields())) {
            return false;
        }
        name = wanted.name();
        note = wanted.note();
        updatedAt = now;
        return true;
    }

    /** As its owner sees it. */
    ShopItemResponse shown() {
        return new ShopItemResponse(id, name, note, createdAt, updatedAt, version);
    }
}

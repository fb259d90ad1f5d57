package io.gatehouse.auth.client;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

@ApplicationScoped
class RegisteredClientRepository implements PanacheRepositoryBase<RegisteredClient, String> {

    Uni<List<RegisteredClient>> listAfter(String id, int most) {
        return find("id > ?1 order by id", id).page(0, most).list();
    }

    /** {@code not_found} where there is no such client. */
    Uni<RegisteredClient> get(String id) {
        return orNotFound(findById(id));
    }

    /** {@code not_found} where there is no such client; locked until the transaction ends. */
    Uni<RegisteredClient> getLocked(String id) {
        return orNotFound(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static Uni<RegisteredClient> orNotFound(Uni<RegisteredClient> found) {
        return found.onItem().ifNull().failWith(() -> new ApiException(ErrorCode.NOT_FOUND));
    }

    /** By a statement: see {@link io.gatehouse.kit.database}. */
    Uni<Void> remove(RegisteredClient client) {
        return delete("id", client.id).replaceWithVoid();
    }
}

package io.gatehouse.auth.client;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

@ApplicationScoped
class ClientKeyRepository implements PanacheRepositoryBase<ClientKey, ClientKeyId> {

    /** The oldest first. */
    Uni<List<ClientKey>> listOf(Collection<String> clientIds) {
        return list("clientId in ?1 order by createdAt, kid", clientIds);
    }

    Uni<Long> countOf(String clientId) {
        return count("clientId", clientId);
    }

    /** By a statement: see {@link io.gatehouse.kit.database}. Whether there was such a key. */
    Uni<Boolean> remove(ClientKeyId id) {
        return delete("clientId = ?1 and kid = ?2", id.clientId(), id.kid()).map(removed -> removed == 1);
    }
}

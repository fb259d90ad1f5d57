package io.gatehouse.auth.client;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ClientSecretRepository implements PanacheRepositoryBase<ClientSecret, UUID> {

    /** The oldest first. */
    Uni<List<ClientSecret>> listOf(Collection<String> clientIds) {
        return list("clientId in ?1 order by id", clientIds);
    }

    Uni<Long> countOf(String clientId) {
        return count("clientId", clientId);
    }

    Uni<Boolean> delete(String clientId, UUID id) {
        return delete("clientId = ?1 and id = ?2", clientId, id).map(deleted -> deleted == 1);
    }
}

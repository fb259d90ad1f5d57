package io.gatehouse.auth.role;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;

@ApplicationScoped
class RoleRepository implements PanacheRepositoryBase<Role, String> {

    Uni<List<Role>> listAfter(String name, int most) {
        return find("name > ?1 order by name", name).page(0, most).list();
    }

    Uni<List<Role>> listNamed(Collection<String> names) {
        return list("name in ?1", names);
    }

    /** {@code not_found} where there is no such role. */
    Uni<Role> get(String name) {
        return orNotFound(findById(name));
    }

    /** {@code not_found} where there is no such role; locked until the transaction ends. */
    Uni<Role> getLocked(String name) {
        return orNotFound(findById(name, LockModeType.PESSIMISTIC_WRITE));
    }

    private static Uni<Role> orNotFound(Uni<Role> found) {
        return found.onItem().ifNull().failWith(() -> new ApiException(ErrorCode.NOT_FOUND));
    }

    /** By a statement: see {@link io.gatehouse.kit.database}. */
    Uni<Void> remove(Role role) {
        return delete("name", role.name).replaceWithVoid();
    }
}

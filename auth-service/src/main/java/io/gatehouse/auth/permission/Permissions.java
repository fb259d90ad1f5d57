package io.gatehouse.auth.permission;

import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Asks the database, not the token: what was taken from a role or an account is gone at once. */
@Singleton
public class Permissions {

    private final PermissionRepository permissions;
    private final RecentSignIn signIn;
    private final Overreach overreach;
    private final CurrentIdentity identity;

    Permissions(PermissionRepository permissions, RecentSignIn signIn, Overreach overreach, CurrentIdentity identity) {
        this.permissions = permissions;
        this.signIn = signIn;
        this.overreach = overreach;
        this.identity = identity;
    }

    /** {@code forbidden} unless a role of whoever is signed in allows it. */
    public Uni<Void> require(Permission permission) {
        return requireAll(Set.of(permission));
    }

    /**
     * The same for what a stolen token must not be enough for: {@code reauthentication_required} unless whoever is signed in
     * has proved who they are a short time ago.
     */
    public Uni<Void> requireWithRecentSignIn(Permission permission) {
        return require(permission).chain(() -> signIn.require(identity.person()));
    }

    /** {@code forbidden} unless the roles of whoever is signed in allow all of it. */
    public Uni<Void> requireAll(Set<Permission> wanted) {
        return held().chain(held -> held.containsAll(wanted) ? Uni.createFrom().voidItem() : refuse(held, wanted));
    }

    /**
     * The outcome of a change that gets all that the roles of whoever is signed in allow at this moment, and finds out itself what
     * it takes: {@code forbidden} where it throws {@link UnheldException}.
     */
    public <T> Uni<T> within(Function<Set<Permission>, Uni<T>> change) {
        return held().chain(held -> change.apply(held)
                .onFailure(UnheldException.class)
                .recoverWithUni(unheld -> refuse(held, unheld.wanted).replaceWith((T) null)));
    }

    // Who may do nothing here is told nowhere: anybody can sign up, and would fill the trail.
    private Uni<Void> refuse(Set<Permission> held, Set<Permission> wanted) {
        var told = held.isEmpty() ? Uni.createFrom().voidItem() : overreach.tell(wanted);
        return told.invoke(() -> {
            throw new ApiException(ErrorCode.FORBIDDEN);
        });
    }

    private Uni<Set<Permission>> held() {
        var person = identity.person();
        return permissions.listIn(person.sessionId(), person.accountId());
    }

    /** All that the roles of an account allow, also while it is disabled. */
    public Uni<Set<Permission>> of(UUID accountId) {
        return permissions.listOf(accountId);
    }
}

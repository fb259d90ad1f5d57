package io.gatehouse.user.profile;

import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.user.UpdateUserRequest;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.profilefeed.ProfileEvents;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

@ApplicationScoped
class ProfileService {

    private final ProfileRepository profiles;
    private final AttributeRules attributes;
    private final NewAccounts newAccounts;
    private final ProfileEvents events;
    private final Clock clock;

    ProfileService(
            ProfileRepository profiles,
            AttributeRules attributes,
            NewAccounts newAccounts,
            ProfileEvents events,
            Clock clock) {
        this.profiles = profiles;
        this.attributes = attributes;
        this.newAccounts = newAccounts;
        this.events = events;
        this.clock = clock;
    }

    /** A profile that is not there for the viewer is not found: a refusal would tell which ids are taken. */
    Uni<ProfileSnapshot> get(Viewer viewer, UUID accountId) {
        return find(viewer, accountId)
                .map(profile -> profile != null && profile.isVisibleTo(viewer) ? profile : null)
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(NOT_FOUND));
    }

    /**
     * Changes a profile that still has the version the change is based on.
     *
     * @param patch makes of what may be changed what it is to be
     */
    Uni<ProfileSnapshot> change(
            Viewer viewer, UUID accountId, LongPredicate isBasis, UnaryOperator<UpdateUserRequest> patch) {
        if (!viewer.changesAll() && !accountId.equals(viewer.accountId())) {
            return Uni.createFrom().failure(() -> new ApiException(FORBIDDEN));
        }
        return newAccounts
                .evenIfNew(() -> changeExisting(viewer, accountId, isBasis, patch))
                .onFailure(OptimisticLockException.class)
                .transform(cause -> new ApiException(VERSION_CONFLICT, cause))
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(NOT_FOUND));
    }

    // Two changes based on one version both pass the first check; the version in the UPDATE decides between them.
    @WithTransaction
    Uni<ProfileSnapshot> changeExisting(
            Viewer viewer, UUID accountId, LongPredicate isBasis, UnaryOperator<UpdateUserRequest> patch) {
        return profiles.findForChange(viewer, accountId)
                .onItem()
                .ifNotNull()
                .call(profile -> change(profile, isBasis, patch))
                .onItem()
                .ifNotNull()
                .transform(Profile::snapshot);
    }

    private Uni<Void> change(Profile profile, LongPredicate isBasis, UnaryOperator<UpdateUserRequest> patch) {
        if (!isBasis.test(profile.version)) {
            throw new ApiException(VERSION_CONFLICT);
        }
        var before = profile.fields();
        var wanted = patch.apply(before);
        // Rules may have changed since; nobody is to mend them who changes something else.
        if (!wanted.attributes().equals(before.attributes())) {
            attributes.check(wanted.attributes());
        }
        profile.change(wanted, clock.instant());
        return profiles.flush().chain(() -> tell(profile, ChangedFields.between(before, profile.fields())));
    }

    private Uni<Void> tell(Profile profile, Set<String> changed) {
        return changed.isEmpty() ? Uni.createFrom().voidItem() : events.updated(profile.id, profile.version, changed);
    }

    // Whoever asks for anybody's id is not to make us read the log each time.
    private Uni<ProfileSnapshot> find(Viewer viewer, UUID accountId) {
        return viewer.seesAllOf(accountId)
                ? newAccounts.evenIfNew(() -> profiles.findSnapshot(viewer, accountId))
                : profiles.findSnapshot(viewer, accountId);
    }
}

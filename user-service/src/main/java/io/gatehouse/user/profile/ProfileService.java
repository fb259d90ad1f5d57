package io.gatehouse.user.profile;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.user.UpdateUserRequest;
import io.gatehouse.kit.eventlog.EventLogFollower;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

@ApplicationScoped
class ProfileService {

    private static final String ADMIN = "admin";

    private final ProfileRepository profiles;
    private final EventLogFollower accounts;
    private final Clock clock;

    ProfileService(ProfileRepository profiles, EventLogFollower accounts, Clock clock) {
        this.profiles = profiles;
        this.accounts = accounts;
        this.clock = clock;
    }

    Uni<Profile> get(UUID accountId) {
        return evenIfNew(() -> find(accountId));
    }

    /** Someone else's profile is not found, whether it exists or not: a refusal would tell which ids are taken. */
    Uni<Profile> get(UUID accountId, Identity viewer) {
        var visible = accountId.equals(viewer.accountId()) || viewer.groups().contains(ADMIN);
        return visible ? get(accountId) : Uni.createFrom().failure(() -> new ApiException(NOT_FOUND));
    }

    /**
     * Changes a profile that still has the version the change is based on.
     *
     * @param patch makes of what may be changed what it is to be
     */
    Uni<Profile> change(UUID accountId, LongPredicate isBasis, UnaryOperator<UpdateUserRequest> patch) {
        return evenIfNew(() -> changeExisting(accountId, isBasis, patch))
                .onFailure(OptimisticLockException.class)
                .transform(cause -> new ApiException(VERSION_CONFLICT, cause));
    }

    @WithSession
    Uni<Profile> find(UUID accountId) {
        return profiles.findById(accountId);
    }

    // Two changes based on one version both pass the first check; the version in the UPDATE decides between them.
    @WithTransaction
    Uni<Profile> changeExisting(UUID accountId, LongPredicate isBasis, UnaryOperator<UpdateUserRequest> patch) {
        return profiles.findById(accountId)
                .onItem()
                .ifNotNull()
                .invoke(profile -> change(profile, isBasis, patch))
                .call(profiles::flush);
    }

    private void change(Profile profile, LongPredicate isBasis, UnaryOperator<UpdateUserRequest> patch) {
        if (!isBasis.test(profile.version)) {
            throw new ApiException(VERSION_CONFLICT);
        }
        var changed = patch.apply(new UpdateUserRequest(profile.displayName));
        profile.rename(changed.displayName(), clock.instant());
    }

    /** A token may be ahead of the news of its account: what is missing is looked for again when all news is in. */
    private <T> Uni<T> evenIfNew(Supplier<Uni<T>> attempt) {
        return attempt.get()
                .onItem()
                .ifNull()
                .switchTo(() -> accounts.catchUp().chain(attempt::get))
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(NOT_FOUND));
    }
}

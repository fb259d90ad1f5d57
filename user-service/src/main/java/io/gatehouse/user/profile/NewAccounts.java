package io.gatehouse.user.profile;

import io.gatehouse.kit.eventlog.EventLogFollower;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** A token may be ahead of the news of its account. */
@Singleton
public class NewAccounts {

    private final EventLogFollower accounts;

    NewAccounts(EventLogFollower accounts) {
        this.accounts = accounts;
    }

    /** What the attempt finds; where that is nothing, what it finds when all news is in. */
    public <T> Uni<T> evenIfNew(Supplier<Uni<T>> attempt) {
        return attempt.get().onItem().ifNull().switchTo(() -> accounts.catchUp().chain(attempt::get));
    }
}

package io.gatehouse.auth.revocation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What followers were told of accounts that are gone. */
@Singleton
public class RevokedAccounts {

    private final RevocationStream stream;

    RevokedAccounts(RevocationStream stream) {
        this.stream = stream;
    }

    /** Takes an account out of the stream, once no access token of it is left. */
    public Uni<Void> forget(UUID accountId) {
        return stream.remove(accountId);
    }
}

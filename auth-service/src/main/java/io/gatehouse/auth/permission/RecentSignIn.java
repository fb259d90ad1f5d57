package io.gatehouse.auth.permission;

import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;

/** Knows whether somebody has proved who they are a short time ago. Whoever knows the second factors knows that. */
public interface RecentSignIn {

    /** {@code reauthentication_required} where that was too long ago, {@code session_revoked} where the session has ended. */
    Uni<Void> require(Identity person);
}

package io.gatehouse.user.organization;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What becomes of invitations that nobody answered: the address is not kept longer than it is good for something. */
class InvitationCleanup {

    @Produces
    @Singleton
    Cleanup invitations() {
        return new Cleanup("invitations", "SELECT invitation_remove_expired($1, $2)", Duration.ZERO);
    }
}

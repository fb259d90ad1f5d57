package io.gatehouse.user.feed;

import io.gatehouse.contracts.event.MembershipAdded;
import io.gatehouse.contracts.event.MembershipChanged;
import io.gatehouse.contracts.event.MembershipRemoved;
import io.gatehouse.contracts.event.OrganizationCreated;
import io.gatehouse.contracts.event.OrganizationDeleted;
import io.gatehouse.contracts.event.ProfileCreated;
import io.gatehouse.contracts.event.ProfileDeleted;
import io.gatehouse.kit.feed.EventRetention;
import io.gatehouse.kit.feed.Lasting;
import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What becomes of old events. */
class FeedCleanup {

    /** A consumer that begins later with the first event still learns of everybody, and of who belongs where. */
    @Produces
    @Singleton
    static Cleanup cleanup(EventRetention events) {
        return events.keeping(
                Lasting.until(ProfileCreated.TYPE, ProfileDeleted.TYPE),
                Lasting.until(OrganizationCreated.TYPE, OrganizationDeleted.TYPE),
                Lasting.until(MembershipAdded.TYPE, MembershipRemoved.TYPE),
                Lasting.until(MembershipChanged.TYPE, MembershipRemoved.TYPE));
    }
}

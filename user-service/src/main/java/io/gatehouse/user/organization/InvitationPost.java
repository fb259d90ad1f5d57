package io.gatehouse.user.organization;

import io.gatehouse.kit.problem.Outages;
import io.gatehouse.kit.web.PeerFailures;
import io.gatehouse.user.organization.InvitationRepository.Unmailed;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Hands new invitations over to auth-service, to be mailed. An invitation waits in its row until that is done, so none is lost; one
 * that two instances hand over at once is mailed once.
 */
@Singleton
class InvitationPost {

    private static final Logger LOG = Logger.getLogger(InvitationPost.class);
    private static final int AT_A_TIME = 100;

    private final InvitationRepository invitations;
    private final Addressees addressees;
    private final Clock clock;
    private final PeerFailures failures = new PeerFailures();

    private final AtomicInteger waiting;

    InvitationPost(InvitationRepository invitations, Addressees addressees, Clock clock, MeterRegistry meters) {
        this.invitations = invitations;
        this.addressees = addressees;
        this.clock = clock;
        this.waiting = meters.gauge("gatehouse.invitations.waiting", new AtomicInteger());
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> handOver() {
        return invitations
                .listUnmailed(clock.instant(), AT_A_TIME)
                .invoke(found -> waiting.set(found.size()))
                .onFailure()
                .invoke(failure -> LOG.log(Outages.level(failure), "The invitations cannot be read", failure))
                // The next look comes soon.
                .onFailure()
                .recoverWithItem(List.of())
                .chain(this::handOverAll);
    }

    private Uni<Void> handOverAll(List<Unmailed> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUni(this::handOver)
                // One that fails must not hold up the others.
                .collectFailures()
                .concatenate()
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.logf(failures.level(), "Invitations wait for their mail: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> handOver(Unmailed invitation) {
        return addressees
                .mail(invitation.id(), invitation.mail())
                .invoke(failures::answered)
                .chain(() -> invitations.markMailed(invitation.id(), clock.instant()));
    }
}

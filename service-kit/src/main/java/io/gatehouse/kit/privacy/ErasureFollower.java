package io.gatehouse.kit.privacy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.privacy.ErasureTask;
import io.gatehouse.kit.client.ServiceClient;
import io.gatehouse.kit.eventlog.EventLogFollower;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.kit.viewer.ViewerSettings;
import io.gatehouse.kit.web.PeerFailures;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks auth-service whom this service is to forget, forgets them and says so. A service that produces a {@link PersonErasure} and a
 * {@link ServiceClient} for auth-service does this. What is interrupted is done again: auth-service tells of somebody until it has heard
 * that they are forgotten.
 */
@RegisterForReflection(targets = ErasureTask.class)
@Singleton
public class ErasureFollower {

    private static final Logger LOG = Logger.getLogger(ErasureFollower.class);
    private static final String ERASURES = "/internal/v1/erasures";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final TypeReference<List<ErasureTask>> TASKS = new TypeReference<>() {};

    private final Instance<PersonErasure> erasure;
    private final Instance<ServiceClient> auth;
    private final List<EventLogFollower> logs;
    private final Pool database;
    private final ObjectMapper json;
    private final PeerFailures failures = new PeerFailures();

    ErasureFollower(
            Instance<PersonErasure> erasure,
            Instance<ServiceClient> auth,
            @All List<EventLogFollower> logs,
            Pool database,
            ObjectMapper json) {
        this.erasure = erasure;
        this.auth = auth;
        this.logs = logs;
        this.database = database;
        this.json = json;
    }

    @Scheduled(every = "{gatehouse.privacy.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetWhomWeAreTold() {
        return erasure.isResolvable() && auth.isResolvable()
                ? forgetAll()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> forgetAll() {
        return auth.get()
                .get(ERASURES, TIMEOUT)
                .map(this::read)
                .invoke(failures::answered)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUni(this::forget)
                // Somebody who cannot be forgotten yet must not hold up the others.
                .collectFailures()
                .concatenate()
                .onItem()
                .ignoreAsUni()
                // The next look comes soon, and auth-service tells how long somebody waits.
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.logf(failures.level(), "Nobody is forgotten now: %s", failure);
                    return null;
                });
    }

    private Uni<Void> forget(ErasureTask person) {
        return catchUp()
                .chain(() -> database.withTransaction(transaction -> ViewerSettings.enter(transaction, Viewer.SYSTEM)
                        .chain(() -> erasure.get().erase(transaction, person))))
                .chain(() ->
                        auth.get().put(ERASURES + "/" + person.accountId() + "/confirmation", Buffer.buffer(), TIMEOUT))
                .replaceWithVoid();
    }

    /** What the logs still tell of somebody would bring them back. */
    private Uni<Void> catchUp() {
        return Multi.createFrom()
                .iterable(logs)
                .onItem()
                .transformToUniAndConcatenate(EventLogFollower::catchUp)
                .onItem()
                .ignoreAsUni();
    }

    private List<ErasureTask> read(Buffer body) {
        try {
            return json.readValue(body.getBytes(), TASKS);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The erasures cannot be read", unreadable);
        }
    }
}

package io.gatehouse.user.accountfeed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.contracts.event.Event;
import io.gatehouse.kit.client.ClientCredentials;
import io.gatehouse.kit.client.ServiceTokens;
import io.gatehouse.kit.eventlog.EventApplier;
import io.gatehouse.kit.eventlog.EventHandler;
import io.gatehouse.kit.eventlog.EventLogClient;
import io.gatehouse.kit.eventlog.EventLogFollower;
import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several instances on one log of their own, and effects that would show if one came twice. */
@UserServiceTest
class EventLogFollowerTest {

    private static final String TYPE = "test.happened.v1";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Pool database;

    @Inject
    Vertx vertx;

    private final String log = UUID.randomUUID().toString();
    private final FakeAuth issuer = new FakeAuth();
    private final List<AutoCloseable> instances = new ArrayList<>();

    @BeforeAll
    static void makeTable() throws SQLException {
        try (var connection = PostgresTestResource.jdbc();
                var statement = connection.createStatement()) {
            // No key: an effect that came twice is there twice.
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS users.test_effect (
                        nth bigint GENERATED ALWAYS AS IDENTITY, log text, position bigint)""");
        }
    }

    @BeforeEach
    void start() {
        issuer.up();
        issuer.pagesOf(5);
    }

    @AfterEach
    void end() throws Exception {
        for (var instance : instances) {
            instance.close();
        }
        issuer.close();
    }

    @Test
    void instancesThatFollowAndCatchUpAtOnceApplyEveryEventOnceAndInOrder() {
        var catchUps = new ArrayList<Uni<Void>>();
        for (var i = 0; i < 4; i++) {
            var instance = instance(this::record);
            instance.start();
            catchUps.add(instance.catchUp());
        }
        var positions = append(100);

        Uni.join().all(catchUps).andFailFast().await().atMost(SOON);

        await().atMost(SOON).until(() -> effects().size() >= 100);
        assertThat(effects()).isEqualTo(positions);
    }

    @Test
    void instanceThatDiesBetweenPagesLeavesTheRestToTheNext() {
        var positions = append(20);
        var hangs = new AtomicBoolean();
        var dying = instance((transaction, event) -> {
            hangs.compareAndSet(false, event.position() == positions.get(7));
            return record(transaction, event)
                    .chain(() -> hangs.get() ? never() : Uni.createFrom().voidItem());
        });
        dying.start();
        await().atMost(SOON).untilTrue(hangs);
        dying.close();
        assertThat(effects()).isEqualTo(positions.subList(0, 5));

        instance(this::record).start();

        await().atMost(SOON).until(() -> effects().size() >= 20);
        assertThat(effects()).isEqualTo(positions);
    }

    @Test
    void instanceThatHangsHoldsTheOthersUpForSecondsAtMost() {
        var positions = append(20);
        var hangs = new AtomicBoolean();
        var hanging =
                instance((transaction, event) -> record(transaction, event).chain(() -> {
                    hangs.set(true);
                    return never();
                }));
        hanging.start();
        await().atMost(SOON).untilTrue(hangs);

        instance(this::record).start();

        await().atMost(Duration.ofSeconds(10)).until(() -> effects().size() >= 20);
        assertThat(effects()).isEqualTo(positions);
    }

    @Test
    void eventThatFailsIsParkedAndAppliedAsSoonAsAVersionCan() throws SQLException {
        var positions = append(12);
        var failing = positions.get(7);
        var old = instance((transaction, event) -> {
            if (event.position() == failing) {
                throw new IllegalStateException("broken for this test");
            }
            return record(transaction, event);
        });
        old.start();
        await().atMost(SOON).until(() -> effects().size() >= 11);
        assertThat(effects())
                .isEqualTo(positions.stream()
                        .filter(position -> !position.equals(failing))
                        .toList());
        assertThat(parked("attempts")).containsExactly("1");
        assertThat(parked("reason")).containsExactly("IllegalStateException: broken for this test");
        old.close();

        instance(this::record).start();

        await().atMost(SOON).until(() -> effects().size() >= 12);
        assertThat(effects().getLast()).isEqualTo(failing);
        assertThat(parked("position")).isEmpty();
    }

    @Test
    void parkedEventIsTriedAgainEverMoreSeldom() throws SQLException {
        append(1);
        var tries = new AtomicInteger();
        var instance = instance((transaction, event) -> {
            tries.incrementAndGet();
            throw new IllegalStateException("broken for this test");
        });
        instance.start();
        await().atMost(SOON).until(() -> parked("attempts").equals(List.of("1")));

        Database.update("UPDATE event_parked SET next_attempt_at = now() WHERE log = ?", log);
        // Any other type is news without an effect.
        issuer.append("test.wakes.v1", new JsonObject());
        issuer.append("test.wakes.v1", new JsonObject());
        await().atMost(SOON).until(() -> parked("attempts").equals(List.of("2")));

        assertThat(tries).hasValue(3);
        assertThat(parked("round(extract(epoch FROM next_attempt_at - updated_at))"))
                .containsExactly("120");
    }

    @Test
    void whatTheDatabaseCannotDoIsNoFaultOfTheEvents() throws SQLException {
        var positions = append(3);
        var exists = new AtomicBoolean();
        var tries = new AtomicInteger();
        var instance = instance((transaction, event) -> {
            tries.incrementAndGet();
            return exists.get()
                    ? record(transaction, event)
                    : transaction.query("SELECT 1 FROM no_such_table").execute().replaceWithVoid();
        });
        instance.start();
        await().atMost(SOON).until(() -> tries.get() >= 3);
        assertThat(parked("position")).isEmpty();

        exists.set(true);

        await().atMost(SOON).until(() -> effects().size() >= 3);
        assertThat(effects()).isEqualTo(positions);
    }

    @Test
    void closingEndsTheLongPollAtOnce() {
        var instance = instance(this::record);
        instance.start();
        await().atMost(SOON).until(() -> issuer.openLongPolls() == 1);

        instance.close();

        await().atMost(Duration.ofSeconds(2)).until(() -> issuer.openLongPolls() == 0);
    }

    private EventLogFollower instance(EventHandler handler) {
        var credentials = new ClientCredentials("user-service", "for-tests-only");
        var url = URI.create(issuer.url());
        var tokens = new ServiceTokens(vertx, url.resolve("/oauth2/token"), credentials, Clock.systemUTC());
        var applier = new EventApplier(database, log, Map.of(TYPE, handler), transaction -> Uni.createFrom()
                .voidItem());
        var follower =
                new EventLogFollower(new EventLogClient(vertx, url, tokens), applier, new SimpleMeterRegistry(), vertx);
        instances.add(follower);
        instances.add(tokens);
        return follower;
    }

    private Uni<Void> record(SqlConnection transaction, Event event) {
        return transaction
                .preparedQuery("INSERT INTO test_effect (log, position) VALUES ($1, $2)")
                .execute(Tuple.of(log, event.position()))
                .replaceWithVoid();
    }

    private List<String> parked(String column) throws SQLException {
        return Database.values("SELECT " + column + "::text FROM event_parked WHERE log = ? ORDER BY position", log);
    }

    private static Uni<Void> never() {
        return Uni.createFrom().nothing();
    }

    private List<Long> append(int events) {
        var positions = new ArrayList<Long>();
        for (var i = 0; i < events; i++) {
            positions.add(issuer.append(TYPE, new JsonObject()));
        }
        return positions;
    }

    /** In the order they were written. */
    private List<Long> effects() {
        var effects = new ArrayList<Long>();
        try (var connection = PostgresTestResource.jdbc();
                var query = connection.prepareStatement(
                        "SELECT position FROM users.test_effect WHERE log = ? ORDER BY nth")) {
            query.setString(1, log);
            var rows = query.executeQuery();
            while (rows.next()) {
                effects.add(rows.getLong(1));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return effects;
    }
}

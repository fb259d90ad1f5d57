package io.gatehouse.auth.feed;

import static io.gatehouse.auth.AuthApi.newPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kit.deadline.RequestDeadline;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventFeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Vertx vertx;

    @Inject
    Clock clock;

    @Inject
    FeedRepository repository;

    @Inject
    FeedConfig config;

    @Inject
    FeedMetrics metrics;

    @Test
    void newsAreLookedForWhenTheFirstRequestIsLongOver() throws Exception {
        var feed = madeInARequestThatIsOver();
        long last = await(repository.place(clock.instant()).toCompletionStage().toCompletableFuture());
        var page = feed.read("test", new EventQuery(last, 10, PATIENCE)).subscribeAsCompletionStage();

        var person = newPerson();

        assertThat(await(page).items())
                .anyMatch(event -> event.subject().equals(person.accountId().toString()));
    }

    private EventFeed madeInARequestThatIsOver() throws Exception {
        var made = new CompletableFuture<EventFeed>();
        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(_ -> {
            RequestDeadline.set(Duration.ZERO);
            made.complete(new EventFeed(repository, vertx, clock, config, metrics));
        });
        return await(made);
    }

    private static <T> T await(CompletableFuture<T> result) throws Exception {
        return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}

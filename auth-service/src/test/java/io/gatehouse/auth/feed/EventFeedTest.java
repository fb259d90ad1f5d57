package io.gatehouse.auth.feed;

import static io.gatehouse.auth.AuthApi.newPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kit.deadline.RequestDeadline;
import io.gatehouse.kit.feed.EventFeed;
import io.gatehouse.kit.feed.EventQuery;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
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
    BeanManager beans;

    @Inject
    EventFeed shared;

    @Test
    void newsAreLookedForWhenTheFirstRequestIsLongOver() throws Exception {
        var feed = madeInARequestThatIsOver();
        long last = last();
        var page = feed.read("test", new EventQuery(last, 10, PATIENCE)).subscribeAsCompletionStage();

        var person = newPerson();

        assertThat(await(page).items())
                .anyMatch(event -> event.subject().equals(person.accountId().toString()));
    }

    private EventFeed madeInARequestThatIsOver() throws Exception {
        var made = new CompletableFuture<EventFeed>();
        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(_ -> {
            RequestDeadline.set(Duration.ZERO);
            made.complete(another());
        });
        return await(made);
    }

    private EventFeed another() {
        return (EventFeed) create(beans.resolve(beans.getBeans(EventFeed.class)));
    }

    private <T> T create(Bean<T> bean) {
        return bean.create(beans.createCreationalContext(bean));
    }

    private long last() throws Exception {
        await(shared.read("test", new EventQuery(0, 1, Duration.ZERO)).subscribeAsCompletionStage());
        return Long.parseLong(Database.value("SELECT last_position FROM outbox_position"));
    }

    private static <T> T await(CompletableFuture<T> result) throws Exception {
        return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}

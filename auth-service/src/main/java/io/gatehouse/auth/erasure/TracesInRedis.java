package io.gatehouse.auth.erasure;

import io.gatehouse.auth.revocation.RevokedAccounts;
import io.gatehouse.auth.throttle.GuessKeys;
import io.gatehouse.contracts.privacy.ErasureTask;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What Redis still holds of people: counters of guesses, and keys of any part of the set that name an account. All of it ends by itself; here
 * it ends at once.
 */
@Singleton
class TracesInRedis {

    /** What the whole set has there begins so. */
    private static final String OURS = "gatehouse:*";

    private static final String START = "0";
    private static final int BATCH = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Redis redis;
    private final RevokedAccounts revoked;

    TracesInRedis(Redis redis, RevokedAccounts revoked) {
        this.redis = redis;
        this.revoked = revoked;
    }

    /** Fails while Redis is gone: then it is not known that nothing is left. */
    Uni<Void> remove(List<ErasureTask> people) {
        var ids = people.stream().map(person -> person.accountId().toString()).toList();
        var guesses = people.stream()
                .flatMap(person -> person.addresses().stream())
                .map(GuessKeys::beginningOf)
                .toList();
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(START), this::scan)
                .whilst(page -> !isLast(page))
                .onItem()
                .transformToUniAndConcatenate(page -> unlink(keys(page)
                        .filter(key -> ids.stream().anyMatch(key::contains)
                                || guesses.stream().anyMatch(key::startsWith))
                        .toList()))
                .onItem()
                .ignoreAsUni()
                .chain(() -> forget(people));
    }

    private Uni<Void> forget(List<ErasureTask> people) {
        return Multi.createFrom()
                .iterable(people)
                .onItem()
                .transformToUniAndConcatenate(person -> revoked.forget(person.accountId()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Response> scan(AtomicReference<String> cursor) {
        return send(Request.cmd(Command.SCAN)
                        .arg(cursor.get())
                        .arg("MATCH")
                        .arg(OURS)
                        .arg("COUNT")
                        .arg(BATCH))
                .invoke(page -> cursor.set(page.get(0).toString()));
    }

    private Uni<Void> unlink(List<String> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var request = Request.cmd(Command.UNLINK);
        keys.forEach(request::arg);
        return send(request).replaceWithVoid();
    }

    private Uni<Response> send(Request request) {
        return Uni.createFrom()
                .completionStage(() -> redis.send(request).toCompletionStage())
                .ifNoItem()
                .after(TIMEOUT)
                .fail();
    }

    private static boolean isLast(Response page) {
        return START.equals(page.get(0).toString());
    }

    private static Stream<String> keys(Response page) {
        return StreamSupport.stream(page.get(1).spliterator(), false).map(Response::toString);
    }
}

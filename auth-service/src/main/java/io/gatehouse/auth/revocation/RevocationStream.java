package io.gatehouse.auth.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

/** The Redis Stream that followers read. Fails when Redis is late or gone. */
@Singleton
class RevocationStream {

    private static final int PAGE = 1_000;

    /** Nobody waits for what is removed here. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Redis redis;
    private final RevocationConfig config;

    RevocationStream(Redis redis, RevocationConfig config) {
        this.redis = redis;
        this.config = config;
    }

    Uni<Void> append(List<Revocation> revocations) {
        var requests = revocations.stream().map(RevocationStream::appending).toList();
        return Uni.createFrom().completionStage(() -> redis.batch(requests)
                .timeout(config.redisBudget().toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .toCompletionStage());
    }

    /** Removes the entries that were appended before. The ids that Redis gives them begin with its time. */
    Uni<Void> trim(Instant before) {
        var request = Request.cmd(Command.XTRIM)
                .arg(Revocation.STREAM)
                .arg("MINID")
                .arg("=")
                .arg(before.toEpochMilli());
        return Uni.createFrom().completionStage(() -> redis.send(request)
                .timeout(config.redisBudget().toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .toCompletionStage());
    }

    /** Removes all entries about an account. */
    Uni<Void> remove(UUID accountId) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>("-"), this::page)
                .whilst(entries -> entries.size() == PAGE)
                .onItem()
                .transformToUniAndConcatenate(entries -> delete(StreamSupport.stream(entries.spliterator(), false)
                        .filter(entry -> isAbout(accountId, entry.get(1)))
                        .map(entry -> entry.get(0).toString())
                        .toList()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Response> page(AtomicReference<String> from) {
        var request = Request.cmd(Command.XRANGE)
                .arg(Revocation.STREAM)
                .arg(from.get())
                .arg("+")
                .arg("COUNT")
                .arg(PAGE);
        return send(request).invoke(entries -> {
            if (entries.size() > 0) {
                from.set("(" + entries.get(entries.size() - 1).get(0));
            }
        });
    }

    private Uni<Void> delete(List<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var request = Request.cmd(Command.XDEL).arg(Revocation.STREAM);
        ids.forEach(request::arg);
        return send(request).replaceWithVoid();
    }

    private Uni<Response> send(Request request) {
        return Uni.createFrom().completionStage(() -> redis.send(request)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .toCompletionStage());
    }

    private static boolean isAbout(UUID accountId, Response fields) {
        return StreamSupport.stream(fields.spliterator(), false)
                .anyMatch(field -> accountId.toString().equals(field.toString()));
    }

    private static Request appending(Revocation revocation) {
        var request = Request.cmd(Command.XADD).arg(Revocation.STREAM).arg("*");
        revocation.toEntry().forEach((field, value) -> request.arg(field).arg(value));
        return request;
    }
}

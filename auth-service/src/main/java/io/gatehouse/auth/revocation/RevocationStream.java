package io.gatehouse.auth.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Redis Stream that followers read. Fails when Redis is late or gone. */
@Singleton
class RevocationStream {

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

    private static Request appending(Revocation revocation) {
        var request = Request.cmd(Command.XADD).arg(Revocation.STREAM).arg("*");
        revocation.toEntry().forEach((field, value) -> request.arg(field).arg(value));
        return request;
    }
}

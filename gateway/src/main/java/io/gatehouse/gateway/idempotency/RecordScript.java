package io.gatehouse.gateway.idempotency;

import io.gatehouse.gateway.redis.RedisCommands;
import io.gatehouse.gateway.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Consumer;

/** The script that knows the records, on one connection. */
final class RecordScript {

    private static final RedisScript SCRIPT = new RedisScript("/idempotency.lua");

    private final RedisCommands redis;
    private final int keysPerCaller;

    RecordScript(RedisCommands redis, int keysPerCaller) {
        this.redis = redis;
        this.keysPerCaller = keysPerCaller;
    }

    Future<Found> claim(Claim claim) {
        return run("claim", claim, request -> request.arg(claim.fingerprint())
                        .arg(claim.lease().toMillis())
                        .arg(claim.keep().toMillis())
                        .arg(keysPerCaller))
                .map(RecordScript::found);
    }

    /** @param state {@code DONE}, {@code UNKEPT} or {@code UNKNOWN} */
    Future<Response> finish(Claim claim, Found.State state, Buffer reply) {
        return run("finish", claim, request -> request.arg(claim.fingerprint())
                .arg(claim.keep().toMillis())
                .arg(state.wire)
                .arg(reply));
    }

    Future<Response> release(Claim claim) {
        return run("release", claim, _ -> {});
    }

    private Future<Response> run(String operation, Claim claim, Consumer<Request> arguments) {
        return SCRIPT.run(redis::send, redis::sendAlone, request -> {
            request.arg(2).arg(claim.recordKey()).arg(claim.listKey());
            request.arg(operation).arg(claim.token());
            arguments.accept(request);
        });
    }

    private static Found found(Response reply) {
        var value = reply.size() > 1 ? reply.get(1) : null;
        return new Found(Found.State.of(reply.get(0).toString()), value == null ? null : value.toBuffer());
    }
}

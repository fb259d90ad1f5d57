package io.gatehouse.gateway.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.local.test.RedisTestResource;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The stream as auth-service writes it, and what may happen to it. */
public final class StreamInRedis implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Redis redis = Redis.createClient(
            vertx, "redis://127.0.0.1:" + RedisTestResource.server().port());

    public void append(Revocation revocation) {
        send(appending(revocation, "*"));
    }

    /** As a newer auth-service might write it. */
    void appendUnreadable() {
        send(Request.cmd(Command.XADD)
                .arg(Revocation.STREAM)
                .arg("*")
                .arg("client_id")
                .arg("anything"));
    }

    /** Breaks all connections but ours, and appends in the same instant. */
    void breakConnectionsAndAppend(Revocation revocation) {
        atomically(breaking(), appending(revocation, "*"));
    }

    /** Breaks all connections but ours; when they are back the stream is empty. */
    void breakConnectionsAndTrim() {
        atomically(
                breaking(),
                Request.cmd(Command.XTRIM).arg(Revocation.STREAM).arg("MAXLEN").arg(0));
    }

    /** As after a step of Redis's clock: the same stream, with ids before all there were. */
    void beginAnewWith(Revocation revocation) {
        atomically(Request.cmd(Command.DEL).arg(Revocation.STREAM), appending(revocation, "1-1"));
    }

    @Override
    public void close() {
        redis.close();
        vertx.close();
    }

    private static Request breaking() {
        return Request.cmd(Command.CLIENT)
                .arg("KILL")
                .arg("TYPE")
                .arg("normal")
                .arg("SKIPME")
                .arg("yes");
    }

    private static Request appending(Revocation revocation, String id) {
        var request = Request.cmd(Command.XADD).arg(Revocation.STREAM).arg(id);
        revocation.toEntry().forEach((field, value) -> request.arg(field).arg(value));
        return request;
    }

    private void atomically(Request... requests) {
        var all = new ArrayList<Request>();
        all.add(Request.cmd(Command.MULTI));
        all.addAll(List.of(requests));
        all.add(Request.cmd(Command.EXEC));
        redis.batch(all)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private Response send(Request request) {
        return redis.send(request)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}

package io.gatehouse.gateway.idempotency;

import io.gatehouse.gateway.proxy.ResponseStep;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;
import java.util.Set;
import java.util.function.Function;

/** Keeps a copy of a reply that streams by; its end goes on when the copy has been written down. */
final class ReplyKeeper implements ResponseStep, WriteStream<Buffer> {

    // Not authenticated, not wholly received, not for this server,
    // too early, too many: each says that nothing was done.
    private static final Set<Integer> NOT_CARRIED_OUT = Set.of(401, 408, 421, 425, 429);
    private static final int UNAVAILABLE = 503;

    /** Bytes of a refusal, several times what one needs: what makes it longer is what the client sent. */
    private static final int LONGEST_REFUSAL = 2_048;

    private static final int REFUSAL = 400;
    private static final String EVENTS = "text/event-stream";

    private final int most;
    private final Function<ReplyKeeper, Future<Void>> whole;
    private int status;
    private MultiMap headers;
    private Buffer kept = Buffer.buffer();
    private int room;
    private HttpServerResponse response;
    private WriteStream<Buffer> next;

    ReplyKeeper(int most, Function<ReplyKeeper, Future<Void>> whole) {
        this.most = most;
        this.whole = whole;
    }

    /** Whether the service says that it did nothing, so that the request may be sent again. */
    boolean saysNotCarriedOut() {
        return NOT_CARRIED_OUT.contains(status) || (status == UNAVAILABLE && headers.contains(HttpHeaders.RETRY_AFTER));
    }

    /** The whole reply, or null where it was too large to be kept. */
    StoredReply reply() {
        return kept == null ? null : new StoredReply(status, headers, kept);
    }

    @Override
    public boolean outlivesClient() {
        return true;
    }

    @Override
    public void head(HttpServerResponse begun) {
        response = begun;
        status = response.getStatusCode();
        headers = MultiMap.caseInsensitiveMultiMap().addAll(response.headers());
        // Where the body ends is said anew with each replay.
        headers.remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.TRANSFER_ENCODING);
        room = status < REFUSAL ? most : Math.min(most, LONGEST_REFUSAL);
        headers.forEach((name, value) -> room -= name.length() + value.length());
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (room < 0 || (type != null && type.startsWith(EVENTS))) {
            kept = null;
        }
    }

    @Override
    public WriteStream<Buffer> body(WriteStream<Buffer> to) {
        next = to;
        return this;
    }

    @Override
    public Future<Void> endWithoutBody() {
        return whole.apply(this);
    }

    @Override
    public Future<Void> write(Buffer buffer) {
        keep(buffer);
        return response.closed() ? Future.succeededFuture() : next.write(buffer);
    }

    @Override
    public void write(Buffer buffer, Handler<AsyncResult<Void>> handler) {
        write(buffer).onComplete(handler);
    }

    @Override
    public Future<Void> end() {
        return whole.apply(this).compose(_ -> response.closed() ? Future.succeededFuture() : next.end());
    }

    @Override
    public Future<Void> end(Buffer buffer) {
        keep(buffer);
        return whole.apply(this).compose(_ -> response.closed() ? Future.succeededFuture() : next.end(buffer));
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        end().onComplete(handler);
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        next.exceptionHandler(handler);
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        next.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return !response.closed() && next.writeQueueFull();
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        next.drainHandler(handler);
        return this;
    }

    private void keep(Buffer buffer) {
        room -= buffer.length();
        if (room < 0) {
            kept = null;
        } else if (kept != null) {
            kept.appendBuffer(buffer);
        }
    }
}

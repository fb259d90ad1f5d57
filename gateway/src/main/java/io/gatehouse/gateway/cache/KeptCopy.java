package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.proxy.PassedBody;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/**
 * Hands a body on and keeps a copy, unless it becomes too long. The copy is taken at the service's pace, and only what is handed
 * on waits for the client: others wait for the copy, and one who hardly reads must not hold them up.
 */
final class KeptCopy extends PassedBody {

    private final CachedExchange exchange;
    private final StoredResponse head;
    private Buffer kept = Buffer.buffer();
    private int handedOn;

    KeptCopy(CachedExchange exchange, StoredResponse head, WriteStream<Buffer> next) {
        super(next);
        this.exchange = exchange;
        this.head = head;
    }

    @Override
    public Future<Void> write(Buffer data) {
        if (!keep(data)) {
            return next.write(data);
        }
        handOn();
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        return kept == null ? next.end() : stored();
    }

    @Override
    public Future<Void> end(Buffer data) {
        return keep(data) ? stored() : next.end(data);
    }

    /** As long as the copy is taken the service is never waited with. */
    @Override
    public boolean writeQueueFull() {
        return kept == null && next.writeQueueFull();
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        next.drainHandler(handler);
        return this;
    }

    private boolean keep(Buffer data) {
        if (kept != null && kept.length() + data.length() > exchange.rule().maxSize()) {
            handOnAll();
            kept = null;
            exchange.notForOthers(false);
        }
        if (kept != null) {
            kept.appendBuffer(data);
        }
        return kept != null;
    }

    private Future<Void> stored() {
        var whole = kept;
        kept = null;
        exchange.keep(head.with(whole));
        return exchange.sendRest(whole.slice(handedOn, whole.length()), next);
    }

    private void handOn() {
        if (kept == null) {
            return;
        }
        if (next.writeQueueFull()) {
            next.drainHandler(_ -> handOn());
        } else {
            handOnAll();
        }
    }

    private void handOnAll() {
        if (handedOn < kept.length()) {
            next.write(kept.slice(handedOn, kept.length()));
            handedOn = kept.length();
        }
    }
}

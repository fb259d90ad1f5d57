package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.CacheMetrics.Outcome;
import io.gatehouse.gateway.cache.Flight.Landing;
import io.gatehouse.gateway.proxy.ResponseStep;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;

/** A service's response to the one request that others may wait for: keeps it if it may, and finds out at once if it may not. */
final class Capture implements ResponseStep {

    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_ERROR = 500;

    private final CachedExchange exchange;
    private final StoredResponse stale;
    private final long asked;
    private StoredResponse head;
    private StoredResponse instead;

    Capture(CachedExchange exchange, StoredResponse stale, long asked) {
        this.exchange = exchange;
        this.stale = stale;
        this.asked = asked;
    }

    @Override
    public void head(HttpServerResponse response) {
        int status = response.getStatusCode();
        if (status == NOT_MODIFIED && stale != null) {
            validated(response);
        } else if (status >= FIRST_ERROR) {
            failed(response, status);
        } else {
            begun(response, status);
        }
    }

    @Override
    public Buffer instead() {
        return instead == null ? null : instead.body();
    }

    @Override
    public WriteStream<Buffer> body(WriteStream<Buffer> next) {
        return head == null ? next : new KeptCopy(exchange, head, next);
    }

    private void validated(HttpServerResponse response) {
        long now = exchange.now();
        var headers = stale.refreshed(response.headers());
        var renewed = Keeping.terms(stale.status(), headers, exchange.rule(), asked, now);
        var valid = StoredResponse.of(
                stale.variation(), stale.status(), headers, stale.body(), renewed == null ? stale.terms() : renewed);
        if (renewed == null) {
            exchange.land(Landing.NOT_FOR_OTHERS);
        } else {
            exchange.keep(valid);
        }
        exchange.count(Outcome.VALIDATED);
        present(response, valid, "fwd=stale; fwd-status=304");
    }

    private void failed(HttpServerResponse response, int status) {
        exchange.land(Landing.FAILED);
        if (stale != null && stale.terms().mayReplaceErrors(exchange.now())) {
            exchange.count(Outcome.STALE);
            present(response, stale, "hit; fwd=stale; fwd-status=" + status);
        } else {
            exchange.count(Outcome.MISS);
            Reply.tell(response, "fwd=miss; fwd-status=" + status);
        }
    }

    private void begun(HttpServerResponse response, int status) {
        exchange.count(Outcome.MISS);
        var headers = response.headers();
        var offered = Keeping.terms(status, headers, exchange.rule(), asked, exchange.now());
        var chosenBy = exchange.variation(headers);
        if (offered == null || chosenBy == null || !exchange.asking().isFor(offered)) {
            // What one caller's odd request is refused with says nothing about the next one's.
            exchange.notForOthers(!Keeping.isUsual(status));
            Reply.tell(response, "fwd=miss");
            return;
        }
        // Now, before the steps behind this one write fields of their own.
        head = StoredResponse.of(chosenBy, status, headers, Buffer.buffer(), offered);
        Reply.tell(response, "fwd=" + (stale == null ? "miss" : "stale") + "; stored");
    }

    private void present(HttpServerResponse response, StoredResponse stored, String what) {
        boolean whole = Reply.head(response, stored, exchange.known(), exchange.now());
        Reply.tell(response, what);
        instead = whole ? stored : null;
    }
}

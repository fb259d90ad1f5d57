package io.gatehouse.gateway.idempotency;

import io.gatehouse.gateway.idempotency.Found.State;
import io.gatehouse.gateway.proxy.ResponseStep;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.List;

/** The one time that a request with a key is carried out, or what came of it before. */
public final class Execution {

    private static final Buffer NOTHING = Buffer.buffer();

    private final StoredReply reply;
    private final ReadStream<Buffer> body;
    private final Records records;
    private final Claim claim;
    private final ReplyKeeper keeper;
    private boolean settled;

    private Execution(StoredReply reply, Buffer body, Records records, Claim claim, Seal seal, int maxReply) {
        this.reply = reply;
        this.body = body == null ? null : new WholeBody(body);
        this.records = records;
        this.claim = claim;
        this.keeper = reply == null ? new ReplyKeeper(maxReply, whole -> keep(seal, whole)) : null;
    }

    static Execution first(Records records, Claim claim, Seal seal, Buffer body, int maxReply) {
        return new Execution(null, body, records, claim, seal, maxReply);
    }

    static Execution replay(StoredReply reply) {
        return new Execution(reply, null, null, null, null, 0);
    }

    /** Whether it has been carried out before. */
    public boolean isReplay() {
        return reply != null;
    }

    /** Says what was said then. */
    public Future<Void> replay(HttpServerRequest request, List<ResponseStep> steps) {
        return reply.send(request, steps);
    }

    /** The request's body, from its beginning. */
    public ReadStream<Buffer> body() {
        return body;
    }

    /** What the reply has to pass. */
    public ResponseStep step() {
        return keeper;
    }

    /** Whether it is written down already what came of it. */
    public boolean isSettled() {
        return settled;
    }

    /**
     * To be called when nothing more will come of it. Without a whole reply only what never reached a service may be tried again.
     *
     * @param sent whether a service may have heard of it
     */
    public void end(boolean sent) {
        if (!settled) {
            settled = true;
            if (sent) {
                records.finish(claim, State.UNKNOWN, NOTHING);
            } else {
                records.release(claim);
            }
        }
    }

    private Future<Void> keep(Seal seal, ReplyKeeper whole) {
        if (settled) {
            return Future.succeededFuture();
        }
        settled = true;
        if (whole.saysNotCarriedOut()) {
            return records.release(claim);
        }
        var kept = whole.reply();
        return kept == null
                ? records.finish(claim, State.UNKEPT, NOTHING)
                : records.finish(claim, State.DONE, seal.seal(kept.encode()));
    }
}

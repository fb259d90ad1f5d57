package io.gatehouse.gateway.idempotency;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.idempotency.Found.State;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Decides what happens to a request with a key. One per event loop; not thread-safe. */
public final class Idempotency {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Buffer NOTHING = Buffer.buffer();

    // Beyond the time that the service has: for the reply's way, and for clocks that go on while a gateway does not.
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(15);

    private final Records records;
    private final IdempotencyMetrics metrics;
    private final byte[] secret;
    private final int maxReply;

    Idempotency(Records records, IdempotencyMetrics metrics, byte[] secret, int maxReply) {
        this.records = records;
        this.metrics = metrics;
        this.secret = secret;
        this.maxReply = maxReply;
    }

    /** Connects to Redis, or goes on trying in the background. */
    public Future<Boolean> start() {
        return records.connect();
    }

    public void close() {
        records.close();
    }

    /**
     * Completes with the request's only execution, or the replay of it; with null where the request has no key and needs
     * none. Fails with an {@code ApiException} where it must not be carried out.
     */
    public Future<Execution> begin(Keyed keyed) {
        var key = IdempotencyKey.of(keyed.request().headers());
        if (key == null) {
            return keyed.rule().required()
                    ? Future.failedFuture(new ApiException(ErrorCode.IDEMPOTENCY_KEY_REQUIRED))
                    : Future.succeededFuture();
        }
        var body = keyed.hasBody()
                ? WholeBody.read(keyed.request(), keyed.bodyLimit(), keyed.timeout())
                : Future.succeededFuture(NOTHING);
        return body.compose(whole -> claim(keyed, Seal.of(secret, keyed.scope(key)), whole));
    }

    private Future<Execution> claim(Keyed keyed, Seal seal, Buffer body) {
        var claim = new Claim(
                keyed.caller(),
                seal.name(),
                UUID.randomUUID().toString(),
                seal.fingerprint(keyed.request(), body),
                keyed.timeout().plus(LEASE_MARGIN),
                keyed.rule().keep());
        return records.claim(claim)
                .recover(failure -> {
                    metrics.counted(keyed.route(), "unavailable");
                    return Future.failedFuture(
                            new ApiException(ErrorCode.SERVICE_UNAVAILABLE, failure).retryAfter(SOON));
                })
                .map(found -> {
                    metrics.counted(keyed.route(), found.state().wire);
                    return found.state() == State.CLAIMED
                            ? Execution.first(records, claim, seal, body, maxReply)
                            : Execution.replay(replied(found, seal));
                });
    }

    private static StoredReply replied(Found found, Seal seal) {
        return switch (found.state()) {
            case DONE -> open(found.value(), seal);
            case RUNNING -> throw new ApiException(ErrorCode.REQUEST_OUTSTANDING).retryAfter(SOON);
            case UNKNOWN -> throw new ApiException(ErrorCode.OUTCOME_UNKNOWN);
            case OTHER -> throw new ApiException(ErrorCode.IDEMPOTENCY_KEY_REUSED);
            case FULL ->
                throw new ApiException(ErrorCode.RATE_LIMITED)
                        .with("violated_policies", List.of("idempotency-keys"))
                        .retryAfter(seconds(found.value()));
            case UNKEPT, FOREIGN, CLAIMED -> throw new ApiException(ErrorCode.REPLY_NOT_KEPT);
        };
    }

    private static StoredReply open(Buffer sealed, Seal seal) {
        try {
            return StoredReply.decode(seal.open(sealed.getBytes()));
        } catch (GeneralSecurityException changed) {
            throw new ApiException(ErrorCode.REPLY_NOT_KEPT, changed);
        }
    }

    private static Duration seconds(Buffer millis) {
        return Duration.ofMillis(Long.parseLong(millis.toString())).plus(SOON);
    }
}

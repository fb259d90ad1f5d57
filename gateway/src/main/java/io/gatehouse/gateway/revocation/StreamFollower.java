package io.gatehouse.gateway.revocation;

import io.gatehouse.gateway.redis.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Follows the stream through a connection of its own, from where it was left off if the same Redis still has that entry. In
 * any doubt there is a gap. Belongs to one event loop.
 */
final class StreamFollower {

    private static final Logger LOG = Logger.getLogger(StreamFollower.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    private final Vertx vertx;
    private final RevocationConfig config;
    private final RedisServer redis;
    private final RevokedTokens revoked;
    private final Knowledge knowledge;
    private final Runnable onTrouble;

    private Redis client;
    private String server = "none";
    private StreamId position = StreamId.START;
    private boolean following;
    private boolean told;
    private boolean closed;

    /** @param onTrouble run when there is a gap, or nothing to follow any more */
    StreamFollower(
            Vertx vertx, RevocationConfig config, RevokedTokens revoked, Knowledge knowledge, Runnable onTrouble) {
        this.vertx = vertx;
        this.config = config;
        this.redis = new RedisServer(config.redisUrl(), config.redisCa());
        this.revoked = revoked;
        this.knowledge = knowledge;
        this.onTrouble = onTrouble;
    }

    /** Whether the stream is being read right now. */
    boolean isFollowing() {
        return following;
    }

    /** Connects and follows until closed. */
    void start() {
        if (closed) {
            return;
        }
        var attempt = Redis.createClient(vertx, options());
        client = attempt;
        attempt.connect()
                .timeout(CONNECT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .compose(RevocationStream::of)
                .compose(this::resume)
                .onSuccess(this::follow)
                .onFailure(this::lost);
    }

    void close() {
        closed = true;
        following = false;
        if (client != null) {
            client.close();
        }
    }

    private RedisOptions options() {
        return redis.options().setProtocolNegotiation(false).setMaxPoolSize(1);
    }

    private Future<RevocationStream> resume(RevocationStream stream) {
        var resumable = stream.server().equals(server) ? stream.has(position) : Future.succeededFuture(false);
        return resumable
                .compose(same -> same ? Future.succeededFuture() : skipToEnd(stream))
                .map(stream);
    }

    // First the end, then the snapshot: what is committed after this is appended after it.
    private Future<Void> skipToEnd(RevocationStream stream) {
        return stream.end().map(end -> {
            server = stream.server();
            position = end;
            knowledge.missed();
            onTrouble.run();
            return null;
        });
    }

    private void follow(RevocationStream stream) {
        long asked = System.nanoTime();
        stream.readAfter(position)
                .compose(batch -> batch.last().equals(position) ? checkEnd(stream) : take(batch, asked))
                .onSuccess(_ -> {
                    succeeded();
                    follow(stream);
                })
                .onFailure(this::lost);
    }

    // Connected alone is not enough: reading may be refused, again and again.
    private void succeeded() {
        following = true;
        if (told) {
            told = false;
            LOG.info("Revocations are followed in Redis again");
        }
    }

    private Future<Void> take(RevocationStream.Batch batch, long asked) {
        return vertx.<Void>executeBlocking(() -> {
                    revoked.add(batch.revocations());
                    return null;
                })
                .onSuccess(_ -> {
                    position = batch.last();
                    if (!batch.whole()) {
                        knowledge.missed();
                        onTrouble.run();
                    } else if (!batch.full()) {
                        knowledge.streamRead(asked);
                    }
                });
    }

    /** That nothing came may also mean that the stream has begun anew, with ids before ours. */
    private Future<Void> checkEnd(RevocationStream stream) {
        long asked = System.nanoTime();
        return stream.end().compose(end -> {
            if (end.equals(position) || end.equals(StreamId.START)) {
                knowledge.streamRead(asked);
            } else if (end.compareTo(position) < 0) {
                return skipToEnd(stream);
            }
            return Future.succeededFuture();
        });
    }

    // A connection may end without Redis being gone: what cannot be followed at once is asked of auth-service.
    private void lost(Throwable cause) {
        if (closed) {
            return;
        }
        client.close();
        if (following) {
            following = false;
            start();
            return;
        }
        if (!told) {
            told = true;
            LOG.warnf("Revocations cannot be followed in Redis (%s); auth-service is asked instead", cause.toString());
        }
        onTrouble.run();
        vertx.setTimer(config.reconnectPause().toMillis(), _ -> start());
    }
}

package io.gatehouse.auth.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamMessage;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.redis.datasource.stream.XAddArgs;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The stream as a follower reads it. */
@Singleton
class StreamInRedis {

    private final RedisDataSource redis;

    StreamInRedis(RedisDataSource redis) {
        this.redis = redis;
    }

    List<Revocation> entries() {
        return redis.stream(String.class).xrange(Revocation.STREAM, StreamRange.of("-", "+")).stream()
                .map(StreamMessage::payload)
                .map(Revocation::ofEntry)
                .toList();
    }

    List<UUID> sessions() {
        return entries().stream().map(Revocation::sid).toList();
    }

    /** An entry that was appended then; the stream must have no younger one. */
    void append(Revocation revocation, Instant then) {
        redis.stream(String.class)
                .xadd(Revocation.STREAM, new XAddArgs().id(then.toEpochMilli() + "-0"), revocation.toEntry());
    }

    void clear() {
        redis.key().del(Revocation.STREAM);
    }
}

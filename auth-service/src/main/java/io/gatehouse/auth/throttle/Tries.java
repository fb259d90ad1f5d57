package io.gatehouse.auth.throttle;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Counts in Redis, and in memory while Redis is late or gone. Never fails: nobody is kept out because of Redis. */
@Singleton
class Tries {

    private static final Logger LOG = Logger.getLogger(Tries.class);

    private final RedisTries redis;
    private final LocalTries local;
    private final ThrottleConfig config;
    private final Clock clock;
    private volatile Instant redisRestsUntil = Instant.MIN;

    Tries(RedisTries redis, LocalTries local, ThrottleConfig config, Clock clock) {
        this.redis = redis;
        this.local = local;
        this.config = config;
        this.clock = clock;
    }

    /** Asks for a try and counts it. */
    Uni<Taken> take(Tally tally) {
        return ask(tally, redis::take, local::take);
    }

    /** Tells whether there is a try, and counts nothing. */
    Uni<Taken> look(Tally tally) {
        return ask(tally, redis::look, local::look);
    }

    /** The try was no guess: the secret was right, or never looked at. */
    Uni<Void> giveBack(Taken taken) {
        return settle(taken, Duration.ZERO);
    }

    /** The secret was right: the pair starts anew, and the account knows the network. */
    Uni<Void> succeeded(Taken taken) {
        return settle(taken, config.knownNetworkFor());
    }

    private Uni<Taken> ask(Tally tally, Function<Tally, Future<Taken>> inRedis, Function<Tally, Taken> inMemory) {
        if (clock.instant().isBefore(redisRestsUntil)) {
            return Uni.createFrom().item(() -> inMemory.apply(tally));
        }
        return Uni.createFrom().completionStage(() -> inRedis.apply(tally)
                .otherwise(failure -> {
                    rest(failure);
                    return inMemory.apply(tally);
                })
                .toCompletionStage());
    }

    private Uni<Void> settle(Taken taken, Duration knownFor) {
        if (taken.source() == Taken.Source.LOCAL) {
            return Uni.createFrom().voidItem().invoke(() -> local.settle(taken, !knownFor.isZero()));
        }
        return Uni.createFrom().completionStage(() -> redis.settle(taken, knownFor)
                .otherwise(failure -> {
                    rest(failure);
                    return null;
                })
                .toCompletionStage());
    }

    private void rest(Throwable failure) {
        if (!clock.instant().isBefore(redisRestsUntil)) {
            LOG.warnf("Redis is late or gone (%s); guesses are counted by this instance", failure.getClass());
        }
        redisRestsUntil = clock.instant().plus(config.redisRest());
    }
}

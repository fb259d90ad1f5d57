package io.gatehouse.auth.throttle;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The counters that all instances share. Fails when Redis is late or gone. */
@Singleton
class RedisTries {

    private static final Script TAKE = Script.read("/guess-take.lua");
    private static final Script SETTLE = Script.read("/guess-settle.lua");

    private final Redis redis;
    private final ThrottleConfig config;
    private final PairConfig pair;

    RedisTries(Redis redis, ThrottleConfig config, PairConfig pair) {
        this.redis = redis;
        this.config = config;
        this.pair = pair;
    }

    Future<Taken> take(Tally tally) {
        return ask(tally, "1");
    }

    Future<Taken> look(Tally tally) {
        return ask(tally, "0");
    }

    Future<Void> settle(Taken taken, Duration knownFor) {
        var arguments = Stream.concat(Stream.of(knownFor.toMillis()), taken.marks().stream())
                .map(Object::toString)
                .toList();
        return run(SETTLE, taken.tally(), arguments).mapEmpty();
    }

    private Future<Taken> ask(Tally tally, String counting) {
        var arguments = new ArrayList<String>();
        arguments.add(counting);
        arguments.add(millis(pair.delayUnderAttack()));
        for (var counter : tally.counters()) {
            var allowance = counter.allowance();
            arguments.add(Long.toString(allowance.freeTries()));
            arguments.add(millis(allowance.firstDelay()));
            arguments.add(millis(allowance.longestDelay()));
            arguments.add(millis(allowance.memory()));
        }
        return run(TAKE, tally, arguments).map(reply -> taken(tally, reply));
    }

    private Future<Response> run(Script script, Tally tally, List<String> arguments) {
        var keys = new ArrayList<>(tally.counters().stream().map(Counter::key).toList());
        if (tally.knownKey() != null) {
            keys.add(tally.knownKey());
        }
        return script.run(redis, keys, arguments).timeout(config.redisBudget().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Taken taken(Tally tally, Response reply) {
        return new Taken(
                tally,
                Duration.ofMillis(reply.get(0).toLong()),
                List.of(reply.get(1).toLong(), reply.get(2).toLong()),
                Taken.Source.REDIS);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}

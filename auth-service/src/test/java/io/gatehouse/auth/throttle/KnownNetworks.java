package io.gatehouse.auth.throttle;

import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes accounts know networks, for tests in which an account is tried from many at once. */
@Singleton
public class KnownNetworks {

    private final RedisDataSource redis;
    private final Tallies tallies;

    KnownNetworks(RedisDataSource redis, Tallies tallies) {
        this.redis = redis;
        this.tallies = tallies;
    }

    public void add(Guess guess, List<String> networks) {
        networks.forEach(network -> redis.value(String.class)
                .setex(tallies.ofAccount(guess, network).knownKey(), 60, "1"));
    }
}

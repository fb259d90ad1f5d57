package io.gatehouse.auth.throttle;

import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.inject.Singleton;
import java.util.List;

/** The counters as they stand in Redis, for tests that look at them or make time pass. */
@Singleton
class CountersInRedis {

    private final RedisDataSource redis;
    private final Tallies tallies;

    CountersInRedis(RedisDataSource redis, Tallies tallies) {
        this.redis = redis;
        this.tallies = tallies;
    }

    List<String> all() {
        return redis.key().keys("gatehouse:guess:*");
    }

    /** What is counted against signing in to the account: by itself, and with each network. */
    List<String> ofLogin(String email) {
        return redis.key().keys(account(email).replaceAll("([{}])", "\\\\$1") + "*");
    }

    String account(String email) {
        return tallies.ofAccount(new Guess("login", email), "")
                .counters()
                .getLast()
                .key();
    }

    String secondFactor(String email) {
        return tallies.ofAccount(Guess.ofSecondFactor(email), "")
                .counters()
                .getLast()
                .key();
    }

    String network(String purpose, String network) {
        return tallies.ofNetwork(purpose, network).counters().getFirst().key();
    }

    boolean exists(String key) {
        return redis.key().exists(key);
    }

    boolean expires(String key) {
        return redis.key().pttl(key) > 0;
    }

    String tries(String key) {
        return redis.hash(String.class).hget(key, "tries");
    }

    void setTries(List<String> keys, long tries) {
        keys.forEach(key -> redis.hash(String.class).hset(key, "tries", Long.toString(tries)));
    }

    /** As if nobody had to wait any more for a try that these count. */
    void letTheDelayPass(List<String> keys) {
        keys.forEach(key -> redis.hash(String.class).hset(key, "next", "1"));
    }
}

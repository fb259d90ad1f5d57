package io.gatehouse.auth.password;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The defaults, with a pool of one thread and one waiting. */
record TestPasswordConfig(Duration maxWait) implements PasswordConfig {

    TestPasswordConfig() {
        this(Duration.ofSeconds(30));
    }

    @Override
    public int minStrength() {
        return 3;
    }

    @Override
    public List<String> context() {
        return List.of("gatehouse");
    }

    @Override
    public int memoryKib() {
        return 19456;
    }

    @Override
    public int iterations() {
        return 2;
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public Optional<Integer> threads() {
        return Optional.of(1);
    }

    @Override
    public boolean schedIdle() {
        return true;
    }

    @Override
    public int queue() {
        return 1;
    }
}

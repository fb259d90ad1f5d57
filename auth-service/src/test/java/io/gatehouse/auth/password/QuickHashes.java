package io.gatehouse.auth.password;

import io.quarkus.test.Mock;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Hashes that cost a hundredth, because most tests only need somebody who has a password. Where cost or time is what is
 * tested, the profile says {@link #REAL}.
 */
public final class QuickHashes {

    /** The setting that lets hashes cost what they cost in production. */
    public static final String REAL = "test.real-hashes";

    /** How every hash of this cost begins. */
    public static final String PHC = "$argon2id$v=19$m=512,t=1,p=1$";

    @Produces
    @Mock
    @Singleton
    PasswordConfig passwordConfig(Config config) {
        var real = config.unwrap(SmallRyeConfig.class).getConfigMapping(PasswordConfig.class);
        return config.getOptionalValue(REAL, Boolean.class).orElse(false) ? real : new Quick(real);
    }

    private record Quick(PasswordConfig real) implements PasswordConfig {

        @Override
        public int memoryKib() {
            return 512;
        }

        @Override
        public int iterations() {
            return 1;
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public int minStrength() {
            return real.minStrength();
        }

        @Override
        public List<String> context() {
            return real.context();
        }

        @Override
        public Optional<Integer> threads() {
            return real.threads();
        }

        @Override
        public boolean schedIdle() {
            return real.schedIdle();
        }

        @Override
        public int queue() {
            return real.queue();
        }

        @Override
        public Duration maxWait() {
            return real.maxWait();
        }
    }
}

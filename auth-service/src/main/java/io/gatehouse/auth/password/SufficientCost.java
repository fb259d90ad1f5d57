package io.gatehouse.auth.password;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Stops a start whose hashes would cost those too little who guess. */
@Singleton
class SufficientCost {

    void require(@Observes StartupEvent start, Config config) {
        var settings = config.unwrap(SmallRyeConfig.class).getConfigMapping(PasswordConfig.class);
        if (!new Argon2Hash.Cost(settings.memoryKib(), settings.iterations(), settings.parallelism()).isSufficient()) {
            throw new IllegalStateException(
                    "GATEHOUSE_PASSWORD_MEMORY_KIB and GATEHOUSE_PASSWORD_ITERATIONS are too little"
                            + " together: 47104 with 1, 19456 with 2, 12288 with 3, 9216 with 4 or 7168 with 5 would do");
        }
    }
}

package io.gatehouse.bench.auth;

import java.util.Map;

/** The parameters of Argon2id that all have here: Keycloak's own, which OWASP holds to be as good as auth-service's. */
public record HashCost(int memoryKib, int iterations, int parallelism) {

    public static final HashCost OF_ALL = new HashCost(7 << 10, 5, 1);

    /** What auth-service is told. */
    public Map<String, String> settings() {
        return Map.of(
                "GATEHOUSE_PASSWORD_MEMORY_KIB", Integer.toString(memoryKib),
                "GATEHOUSE_PASSWORD_ITERATIONS", Integer.toString(iterations),
                "GATEHOUSE_PASSWORD_PARALLELISM", Integer.toString(parallelism));
    }

    @Override
    public String toString() {
        return "m=%d,t=%d,p=%d".formatted(memoryKib, iterations, parallelism);
    }
}

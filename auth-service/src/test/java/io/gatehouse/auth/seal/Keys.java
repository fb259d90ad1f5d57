package io.gatehouse.auth.seal;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Master keys as the environment names them; null where it does not. */
record Keys(String inUse, String toCome, List<String> past) implements SealConfig {

    static String random() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public Optional<String> master() {
        return Optional.ofNullable(inUse);
    }

    @Override
    public Optional<String> next() {
        return Optional.ofNullable(toCome);
    }

    @Override
    public Optional<List<String>> previous() {
        return Optional.of(past);
    }
}

package io.gatehouse.auth.seal;

import java.util.List;
import java.util.Optional;

/** Master keys as the environment names them; null where it does not. */
record Keys(String inUse, String toCome, List<String> past) implements SealConfig {

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

package io.gatehouse.auth.seal;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code GATEHOUSE_MASTER_KEY}: the one key that is not in the database, and the ones before and after it. */
@Singleton
@Startup // a key that is none stops the start, not the first request
public class MasterKey {

    private static final int BYTES = 32;
    private static final String NOT_SET = "GATEHOUSE_MASTER_KEY is not set";
    private static final String NOT_A_KEY = " is not 32 bytes in base64; openssl rand -base64 32 makes one";

    private final byte[] inUse;
    private final Optional<byte[]> next;
    private final List<byte[]> previous;

    MasterKey(SealConfig config) {
        this.inUse =
                read("GATEHOUSE_MASTER_KEY", config.master().orElseThrow(() -> new IllegalStateException(NOT_SET)));
        this.next = config.next().map(key -> read("GATEHOUSE_MASTER_KEY_NEXT", key));
        this.previous = config.previous().orElse(List.of()).stream()
                .map(key -> read("GATEHOUSE_MASTER_KEY_PREVIOUS", key))
                .toList();
    }

    /** Encrypts what the database keeps. */
    public Seal seal() {
        return Seal.under(Stream.of(Stream.of(inUse), next.stream(), previous.stream())
                .flatMap(keys -> keys)
                .toArray(byte[][]::new));
    }

    /** Whether there are values that should be sealed anew. */
    boolean hasPrevious() {
        return !previous.isEmpty();
    }

    /** What a value begins with that may stay as it is. */
    List<byte[]> currentNames() {
        return Stream.concat(Stream.of(inUse), next.stream())
                .map(key -> NamedKey.of(key).name())
                .toList();
    }

    private static byte[] read(String setting, String base64) {
        try {
            var key = Base64.getDecoder().decode(base64);
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException noBase64) {
            // Said below; the message of the decoder would repeat a part of the key.
        }
        throw new IllegalStateException(setting + NOT_A_KEY);
    }
}

package io.gatehouse.auth.key;

import io.gatehouse.contracts.key.KeyStatus;
import java.util.List;

/**
 * Whose turn it is.
 *
 * @param active null before the first key
 * @param next null before it is made
 */
record Turns(StoredKey active, StoredKey next, List<StoredKey> retired) {

    static Turns of(List<StoredKey> keys) {
        return new Turns(
                first(keys, KeyStatus.ACTIVE),
                first(keys, KeyStatus.NEXT),
                keys.stream().filter(key -> key.status() == KeyStatus.RETIRED).toList());
    }

    private static StoredKey first(List<StoredKey> keys, KeyStatus status) {
        return keys.stream().filter(key -> key.status() == status).findFirst().orElse(null);
    }
}

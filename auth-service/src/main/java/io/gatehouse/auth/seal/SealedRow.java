package io.gatehouse.auth.seal;

import java.util.Arrays;

/**
 * A value that a previous master key has sealed.
 *
 * @param id of its row, in the type of the table
 * @param context as it was authenticated with
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they come and go; never compared or printed
record SealedRow(Object id, String context, byte[] sealed) {

    /** What the value begins with. */
    byte[] keyName() {
        return Arrays.copyOf(sealed, Math.min(sealed.length, NamedKey.NAME));
    }
}

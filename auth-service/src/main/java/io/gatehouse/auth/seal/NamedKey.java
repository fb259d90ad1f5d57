package io.gatehouse.auth.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * A master key, and the name that what it seals begins with.
 *
 * @param name the version of the format and eight bytes that only this key yields, and that tell nothing of it
 */
@SuppressWarnings("ArrayRecordComponent") // compared as bytes, below
record NamedKey(byte[] name, SealingKey key) {

    /** Bytes of a name. */
    static final int NAME = 1 + Long.BYTES;

    private static final byte VERSION = 1;

    static NamedKey of(byte[] key) {
        var name = ByteBuffer.allocate(NAME)
                .put(VERSION)
                .put(KeyedHash.under(key).forUse("gatehouse master key name v1").of(new byte[0]), 0, Long.BYTES);
        return new NamedKey(name.array(), new SealingKey(key));
    }

    boolean hasSealed(byte[] sealed) {
        return sealed.length >= NAME && Arrays.equals(sealed, 0, NAME, name, 0, NAME);
    }

    byte[] seal(byte[] plaintext, byte[] context) {
        var sealed = key.seal(plaintext, context);
        return ByteBuffer.allocate(NAME + sealed.length).put(name).put(sealed).array();
    }

    byte[] open(byte[] sealed, byte[] context) throws GeneralSecurityException {
        return key.open(Arrays.copyOfRange(sealed, NAME, sealed.length), context);
    }
}

package io.gatehouse.auth.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/**
 * Encrypts what the database keeps, under the master key in use; each value begins with the name of its key. The context is
 * authenticated with it, so that a sealed value cannot be moved to another row.
 */
public final class Seal {

    private final NamedKey inUse;
    private final List<NamedKey> known;

    private Seal(List<NamedKey> known) {
        this.inUse = known.getFirst();
        this.known = known;
    }

    /** The first key seals, each of them opens. */
    public static Seal under(byte[]... keys) {
        return new Seal(Arrays.stream(keys).map(NamedKey::of).toList());
    }

    /** Encrypts under a fresh nonce. */
    public byte[] seal(byte[] plaintext, byte[] context) {
        return inUse.seal(plaintext, context);
    }

    /** Decrypts; fails when no known master key has sealed it, the context is another or a bit has changed. */
    public byte[] open(byte[] sealed, byte[] context) throws GeneralSecurityException {
        for (var key : known) {
            if (key.hasSealed(sealed)) {
                return key.open(sealed, context);
            }
        }
        return openUnnamed(sealed, context);
    }

    // Values of versions that did not name the key.
    private byte[] openUnnamed(byte[] sealed, byte[] context) throws GeneralSecurityException {
        var refusal = new GeneralSecurityException("no known master key opens it");
        for (var key : known) {
            try {
                return key.key().open(sealed, context);
            } catch (GeneralSecurityException another) {
                refusal.addSuppressed(another);
            }
        }
        throw refusal;
    }
}

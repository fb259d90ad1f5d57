package io.gatehouse.kit.paging;

import io.gatehouse.contracts.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors that only we can make: behind each stands its HMAC. For lists whose places are not for everybody to choose. All
 * instances of a service have the same secret; where it changes, the cursors of before are refused and lists begin anew.
 */
public final class SignedCursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "gatehouse cursors";

    /** 128 bits are more than anybody can try; and their length in base64. */
    private static final int SIGNATURE_BYTES = 16;

    private static final int SIGNATURE_LENGTH = 22;

    private final SecretKeySpec key;

    /** @param secret may serve other purposes too: the key is derived from it */
    public SignedCursors(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(bytes, ALGORITHM), PURPOSE), ALGORITHM);
    }

    /** As {@link Cursor#encode}. */
    public String encode(String list, Object... keys) {
        var cursor = Cursor.encode(list, keys);
        return cursor + signature(cursor);
    }

    /** As {@link Cursor#decode}; refuses what is not signed by us in the same way. */
    public Cursor decode(String list, String signed) {
        var length = Math.max(0, signed.length() - SIGNATURE_LENGTH);
        var cursor = signed.substring(0, length);
        if (!isEqual(signed.substring(length), signature(cursor))) {
            throw ApiException.invalid("cursor", "invalid_value", "is no cursor of this list");
        }
        return Cursor.decode(list, cursor);
    }

    private String signature(String cursor) {
        var hmac = Arrays.copyOf(hmac(key, cursor), SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
    }

    private static boolean isEqual(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

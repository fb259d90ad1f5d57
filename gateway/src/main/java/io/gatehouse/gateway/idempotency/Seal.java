package io.gatehouse.gateway.idempotency;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps what is written down about one key from whoever reads Redis. Its key is made of the gateway's secret and of the client's
 * key, neither of which stands there; so a weak password in a body cannot be guessed from the fingerprint either.
 */
final class Seal {

    private static final String HMAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET_NAME_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name;
    private final String secretName;
    private final byte[] key;

    private Seal(String name, String secretName, byte[] key) {
        this.name = name;
        this.secretName = secretName;
        this.key = key;
    }

    /** @param scope all that tells one key from another */
    static Seal of(byte[] secret, byte[] scope) {
        // The name depends on no secret: with another one the record
        // is still found, and the request not carried out again.
        var name = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(scope));
        var secretName = HexFormat.of().formatHex(hmac(secret, text("name")), 0, SECRET_NAME_BYTES);
        return new Seal(name, secretName, hmac(secret, scope));
    }

    /** What the record is called. */
    String name() {
        return name;
    }

    /** What two requests have in common that ask for the same; it begins with the name of the secret. */
    String fingerprint(HttpServerRequest request, Buffer body) {
        var headers = request.headers();
        var asked = Fields.of(
                request.uri(), headers.get("Content-Type"), headers.get("Content-Encoding"), headers.get("If-Match"));
        var mac = mac(hmac(key, text("fingerprint")));
        mac.update(asked);
        mac.update(body.getBytes());
        return secretName + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
    }

    Buffer seal(Buffer open) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            return Buffer.buffer(nonce)
                    .appendBytes(cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(open.getBytes()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws GeneralSecurityException if it was not sealed here, or was changed */
    Buffer open(byte[] sealed) throws GeneralSecurityException {
        var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return Buffer.buffer(
                cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(hmac(key, text("reply")), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(text(name));
        return cipher;
    }

    private static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hmac(byte[] key, byte[] bytes) {
        return mac(key).doFinal(bytes);
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

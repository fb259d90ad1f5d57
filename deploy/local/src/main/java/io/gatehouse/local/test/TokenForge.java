package io.gatehouse.local.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes tokens part by part, as no library would. */
final class TokenForge {

    private static final String P1363 = "SHA256withECDSAinP1363Format";
    private static final int BYTES = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private TokenForge() {}

    static KeyPair newPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String header(String algorithm, String kid, String more) {
        return "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"%s}".formatted(algorithm, kid, more);
    }

    static String jwk(String kid, PublicKey key) {
        var point = ((ECPublicKey) key).getW();
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(kid, encoded(bytes(point.getAffineX())), encoded(bytes(point.getAffineY())));
    }

    static byte[] pem(PublicKey key) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n").getBytes(UTF_8);
    }

    static String encoded(String json) {
        return encoded(json.getBytes(UTF_8));
    }

    static String encoded(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    static String signed(String header, String payload, PrivateKey key) {
        return signedParts(encoded(header), encoded(payload), key);
    }

    static String signedParts(String header, String payload, PrivateKey key) {
        var content = header + "." + payload;
        return content + "." + encoded(sign(P1363, content, key));
    }

    static String withHmac(String header, String payload, byte[] secret) {
        try {
            var content = encoded(header) + "." + encoded(payload);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + encoded(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signature as X.509 would write it. */
    static String der(String content, PrivateKey key) {
        return encoded(sign("SHA256withECDSA", content, key));
    }

    /** A signature of these two numbers. */
    static String signature(BigInteger r, BigInteger s) {
        var both = Arrays.copyOf(bytes(r), 2 * BYTES);
        System.arraycopy(bytes(s), 0, both, BYTES, BYTES);
        return encoded(both);
    }

    private static byte[] sign(String algorithm, String content, PrivateKey key) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(content.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(BigInteger number) {
        var bytes = new byte[BYTES];
        var given = number.toByteArray();
        var length = Math.min(given.length, BYTES);
        System.arraycopy(given, given.length - length, bytes, BYTES - length, length);
        return bytes;
    }
}

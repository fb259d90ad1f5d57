package io.gatehouse.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A key on P-256 that a client keeps, and what it signs to say who it is (RFC 7523). */
final class SigningKey {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int COORDINATE_BYTES = 32;

    private final String id;
    private final KeyPair pair;

    SigningKey(String id) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.id = id;
        this.pair = generator.generateKeyPair();
    }

    /** Its public part. */
    String jwk() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return """
                {"kty": "EC", "crv": "P-256", "x": "%s", "y": "%s"}
                """.formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
    }

    String assertion(String client, String audience) throws GeneralSecurityException {
        var header = """
                {"alg": "ES256", "kid": "%s"}
                """.formatted(id);
        var claims =
                """
                {"iss": "%1$s", "sub": "%1$s", "aud": "%2$s", "exp": %3$d, "jti": "%4$s"}
                """.formatted(client, audience, Instant.now().plusSeconds(60).getEpochSecond(), UUID.randomUUID());
        var signed = BASE64URL.encodeToString(header.getBytes(UTF_8))
                + "."
                + BASE64URL.encodeToString(claims.getBytes(UTF_8));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + BASE64URL.encodeToString(signature.sign());
    }

    private static String coordinate(BigInteger value) {
        var bytes = value.toByteArray();
        var padded = new byte[COORDINATE_BYTES];
        int taken = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - taken, padded, COORDINATE_BYTES - taken, taken);
        return BASE64URL.encodeToString(padded);
    }
}

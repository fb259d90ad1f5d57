package io.gatehouse.kit.identity;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;

/** The curve of ES256 (FIPS 186-5, P-256), and what lies on it. */
public final class P256 {

    /** Bytes of a coordinate, and of each half of a signature. */
    static final int BYTES = 32;

    private static final ECParameterSpec CURVE = curve();
    private static final BigInteger PRIME = ((ECFieldFp) CURVE.getCurve().getField()).getP();

    private P256() {}

    /** Whether a half of a signature is in [1, n-1]. Verifiers that do not look accept zeros (CVE-2022-21449). */
    static boolean isScalar(byte[] bytes, int offset) {
        var value = new BigInteger(1, bytes, offset, BYTES);
        return value.signum() > 0 && value.compareTo(CURVE.getOrder()) < 0;
    }

    /** The key at this point; an {@link IllegalArgumentException} where the point is not on the curve. */
    static PublicKey publicKey(byte[] x, byte[] y) {
        if (x.length != BYTES || y.length != BYTES) {
            throw new IllegalArgumentException("a coordinate that has not 32 bytes");
        }
        var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        if (!isOnCurve(point)) {
            throw new IllegalArgumentException("a point that is not on the curve");
        }
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, CURVE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is not usable", e);
        }
    }

    /** The key that was written down as SubjectPublicKeyInfo; an {@link IllegalArgumentException} where there is none. */
    public static ECPublicKey publicKey(byte[] der) {
        try {
            var key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
            if (!key.getParams().getCurve().equals(CURVE.getCurve())) {
                throw new IllegalArgumentException("a key on another curve");
            }
            return key;
        } catch (InvalidKeySpecException unreadable) {
            throw new IllegalArgumentException(unreadable);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("P-256 is not usable", e);
        }
    }

    // y^2 = x^3 + ax + b, with coordinates below the prime. The library takes any pair of numbers.
    private static boolean isOnCurve(ECPoint point) {
        var x = point.getAffineX();
        var y = point.getAffineY();
        var right = x.pow(3)
                .add(CURVE.getCurve().getA().multiply(x))
                .add(CURVE.getCurve().getB());
        return x.compareTo(PRIME) < 0
                && y.compareTo(PRIME) < 0
                && y.pow(2).mod(PRIME).equals(right.mod(PRIME));
    }

    private static ECParameterSpec curve() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is not usable", e);
        }
    }
}

package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.e2e.Gatehouse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key that the set signs with, as only who has the database and the master key can read it. */
record IssuerKey(String kid, PrivateKey privateKey, PublicKey publicKey) {

    // The name of the master key, the nonce and the ciphertext (Seal of auth-service).
    private static final int NAME = 9;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    static IssuerKey of(Gatehouse gatehouse) throws SQLException, GeneralSecurityException {
        try (var connection = gatehouse.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT kid, public_key, private_key_sealed FROM auth.signing_key WHERE status = 'active'")) {
            rows.next();
            var kid = rows.getString(1);
            var keys = KeyFactory.getInstance("EC");
            return new IssuerKey(
                    kid,
                    keys.generatePrivate(
                            new PKCS8EncodedKeySpec(opened(rows.getBytes(3), kid, gatehouse.secret("master_key")))),
                    keys.generatePublic(new X509EncodedKeySpec(rows.getBytes(2))));
        }
    }

    private static byte[] opened(byte[] sealed, String kid, String masterKey) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(Base64.getDecoder().decode(masterKey), "AES"),
                new GCMParameterSpec(TAG_BITS, sealed, NAME, NONCE));
        cipher.updateAAD(kid.getBytes(UTF_8));
        return cipher.doFinal(sealed, NAME + NONCE, sealed.length - NAME - NONCE);
    }
}

package io.gatehouse.gateway.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.X509KeyManager;

/** Whether certificates and keys belong together, which otherwise nobody asks before a client fails. */
final class KeyPairCheck {

    private static final byte[] SAMPLE = "gatehouse".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> KEY_TYPES = List.of("EC", "RSA", "EdDSA", "Ed25519");

    private KeyPairCheck() {}

    /** The certificate that ends first. */
    static X509Certificate check(X509KeyManager keys) throws GeneralSecurityException {
        var aliases = aliases(keys);
        for (var alias : aliases) {
            checkPair(keys.getPrivateKey(alias), keys.getCertificateChain(alias)[0]);
        }
        var first = aliases.stream()
                .map(alias -> keys.getCertificateChain(alias)[0])
                .min(Comparator.comparing(KeyPairCheck::end))
                .orElseThrow(() -> new CertificateException("there is no certificate with a key"));
        first.checkValidity();
        return first;
    }

    /** Until when it is valid. */
    static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static List<String> aliases(X509KeyManager manager) {
        return KEY_TYPES.stream()
                .map(type -> manager.getServerAliases(type, null))
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .distinct()
                .toList();
    }

    private static void checkPair(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm(key));
        signature.initSign(key);
        signature.update(SAMPLE);
        var signed = signature.sign();
        try {
            signature.initVerify(certificate.getPublicKey());
            signature.update(SAMPLE);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException otherKind) {
            throw new CertificateException("the key is not of the certificate's kind", otherKind);
        }
        throw new CertificateException("the key is not that of the certificate");
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
    }
}

package io.gatehouse.kit.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/**
 * Certificates that vouch for a server. They are read with the setting that names their file, so that a file without any is a
 * mistake of that setting and not one of each connection.
 */
public record TrustedCertificates(Path file, String pem) {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException what is wrong with the file
     */
    public static TrustedCertificates read(Path file) {
        try {
            var pem = Files.readString(file, StandardCharsets.US_ASCII);
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (!pem.contains(BEGIN)) {
                throw new IllegalArgumentException("there is no certificate in '" + file + "'");
            }
            return new TrustedCertificates(file, pem);
        } catch (CertificateException wrong) {
            throw new IllegalArgumentException("what '" + file + "' holds are no certificates", wrong);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("there is no readable file '" + file + "'", unreadable);
        }
    }

    /** They and nobody else are trusted. */
    public PemTrustOptions trust() {
        return new PemTrustOptions().addCertValue(Buffer.buffer(pem));
    }
}

package io.gatehouse.gateway.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/**
 * Certificates that vouch for the instances of an upstream. They are read when the routes file is, so that a file without any is a
 * mistake of it and not one of each connection.
 */
public record TrustedCertificates(Path file, String pem) {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    /** Reads them; fails with what is wrong with the file. */
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
}

package io.gatehouse.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for 127.0.0.1, which nobody but the test trusts. */
final class ServerKeys {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Certificate certificate;

    private ServerKeys(Path folder, Certificate certificate) {
        this.folder = folder;
        this.certificate = certificate;
    }

    static ServerKeys make() throws IOException, GeneralSecurityException {
        var folder = Files.createTempDirectory(SharedGatehouse.home("").toAbsolutePath(), "keys");
        var file = folder.resolve("keys.p12");
        var made = Script.bash(List.of(
                "'%s' -genkeypair -keystore '%s' -storepass %s -alias only -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1"
                        .formatted(Path.of(System.getProperty("java.home"), "bin", "keytool"), file, PASSWORD)));
        if (made.exitCode() != 0) {
            throw new IOException(made.output());
        }
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var keys = new ServerKeys(folder, store.getCertificate("only"));
        keys.write(
                "key.pem",
                "PRIVATE KEY",
                store.getKey("only", PASSWORD.toCharArray()).getEncoded());
        keys.write("certificate.pem", "CERTIFICATE", keys.certificate.getEncoded());
        return keys;
    }

    /** For a gateway. */
    Map<String, String> settings() {
        return Map.of(
                "GATEHOUSE_TLS_CERTIFICATE",
                folder.resolve("certificate.pem").toString(),
                "GATEHOUSE_TLS_KEY",
                folder.resolve("key.pem").toString());
    }

    /** For its clients. */
    SSLContext trust() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("only", certificate);
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private void write(String file, String kind, byte[] content) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind));
    }
}

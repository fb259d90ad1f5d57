package io.gatehouse.local.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for an address, which nobody but the test trusts. */
public final class ServerKeys {

    private static final String PASSWORD = "changeit";
    private static final String STORE = "keys.p12";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String KEY = "key.pem";

    private final Path folder;
    private final Certificate certificate;

    private ServerKeys(Path folder, Certificate certificate) {
        this.folder = folder;
        this.certificate = certificate;
    }

    /** New ones for 127.0.0.1, in files of that folder. */
    public static ServerKeys make(Path folder) throws IOException, GeneralSecurityException {
        return make(folder, "ip:127.0.0.1");
    }

    /** New ones for an address such as {@code dns:localhost}, in files of that folder. */
    public static ServerKeys make(Path folder, String address) throws IOException, GeneralSecurityException {
        var file = folder.resolve(STORE);
        Files.deleteIfExists(file);
        keytool(file, address);
        return of(folder);
    }

    /** Those that were made in that folder. */
    public static ServerKeys of(Path folder) throws IOException, GeneralSecurityException {
        var file = folder.resolve(STORE);
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var keys = new ServerKeys(folder, store.getCertificate("only"));
        keys.write(
                KEY, "PRIVATE KEY", store.getKey("only", PASSWORD.toCharArray()).getEncoded());
        keys.write(CERTIFICATE, "CERTIFICATE", keys.certificate.getEncoded());
        return keys;
    }

    /** For a gateway. */
    public Map<String, String> settings() {
        return Map.of(
                "GATEHOUSE_TLS_CERTIFICATE", certificateFile().toString(),
                "GATEHOUSE_TLS_KEY", keyFile().toString());
    }

    /** The certificate, as PEM. */
    public Path certificateFile() {
        return folder.resolve(CERTIFICATE);
    }

    /** The private key, as PEM (PKCS 8). */
    public Path keyFile() {
        return folder.resolve(KEY);
    }

    /** For its clients. */
    public SSLContext trust() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("only", certificate);
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** For a server that shows them. */
    SSLContext identity() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(folder.resolve(STORE).toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path file, String address) throws IOException {
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "only",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=gatehouse",
                        "-ext",
                        "san=" + address)
                .redirectErrorStream(true)
                .start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (Files.notExists(file)) {
            throw new IOException(said);
        }
    }

    private void write(String file, String kind, byte[] content) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind));
    }
}

package io.gatehouse.gateway.tls;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A gateway with a certificate. Its files stand in a folder that tests can change. */
public final class TestCertificates implements QuarkusTestResourceLifecycleManager {

    private static final String PASSWORD = "changeit";

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("certificates");
            write(folder, "first");
            return Map.of(
                    "GATEHOUSE_TLS_CERTIFICATE",
                    folder.resolve("certificate.pem").toString(),
                    "GATEHOUSE_TLS_KEY",
                    folder.resolve("key.pem").toString(),
                    "test.certificates",
                    folder.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {}

    /** A new key, and a certificate of this common name. */
    static void write(Path folder, String name) {
        try {
            var store = folder.resolve(name + ".p12");
            Files.deleteIfExists(store);
            keytool(
                    "-genkeypair",
                    "-keystore",
                    store.toString(),
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1");
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            replace(
                    folder,
                    "key.pem",
                    "PRIVATE KEY",
                    keys.getKey("only", PASSWORD.toCharArray()).getEncoded());
            replace(
                    folder,
                    "certificate.pem",
                    "CERTIFICATE",
                    keys.getCertificate("only").getEncoded());
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void replace(Path folder, String file, String kind, byte[] content) throws IOException {
        var text = "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + kind + "-----\n";
        var next = Files.writeString(folder.resolve(file + ".next"), text);
        Files.move(next, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void keytool(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-alias", "only"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}

package io.gatehouse.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators may get wrong about the two files; each stops the start with a sentence. */
class TlsSettingsTest {

    private static final String CERTIFICATE = "GATEHOUSE_TLS_CERTIFICATE";
    private static final String KEY = "GATEHOUSE_TLS_KEY";

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void writeFiles() throws IOException {
        TestCertificates.write(folder, "name");
        settings.put(CERTIFICATE, folder.resolve("certificate.pem").toString());
        settings.put(KEY, folder.resolve("key.pem").toString());
    }

    @Test
    void bothFilesAreTheKeyStore() {
        assertThat(start().getValue("quarkus.tls.gateway.key-store.pem.public.key", String.class))
                .isEqualTo(settings.get(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {CERTIFICATE, KEY})
    void oneOfThemAloneIsNotEnough(String name) {
        settings.put(name, "");

        assertNotStarted("of " + CERTIFICATE + " and " + KEY + " only ");
    }

    @ParameterizedTest
    @ValueSource(strings = {CERTIFICATE, KEY})
    void fileThatIsNotThereIsNamed(String name) {
        settings.put(name, "/nowhere/file.pem");

        assertNotStarted(name + " names /nowhere/file.pem, which cannot be read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {CERTIFICATE, KEY})
    void fileInBytesInsteadOfPemIsNamed(String name) throws IOException {
        var der = Files.write(folder.resolve("file.der"), HexFormat.of().parseHex("3082014c3081f3a0ff"));
        settings.put(name, der.toString());

        assertNotStarted(name + " names " + der + ", in which there is nothing of the kind in PEM.");
    }

    @Test
    void exchangedFilesAreNoticed() {
        settings.put(CERTIFICATE, settings.put(KEY, settings.get(CERTIFICATE)));

        assertNotStarted(CERTIFICATE + " names " + folder.resolve("key.pem"));
    }

    private void assertNotStarted(String sentence) {
        assertThatThrownBy(this::start)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Not started: ")
                .hasMessageContaining(sentence);
    }

    private SmallRyeConfig start() {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "environment", 300))
                .withSources(new TlsSettings())
                .build();
    }
}

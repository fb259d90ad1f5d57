package io.gatehouse.kit.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFileTest {

    private final CertificateFile setting = new CertificateFile();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN PRIVATE KEY-----\n", "-----BEGIN CERTIFICATE-----\nnone\n", "\0"})
    void whatHoldsNoCertificatesIsRefused(String text) throws IOException {
        var file = Files.writeString(folder.resolve("ca.pem"), text);

        assertThatThrownBy(() -> setting.convert(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void fileThatIsMissingIsRefused() {
        var file = folder.resolve("missing.pem");

        assertThatThrownBy(() -> setting.convert(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no readable file '" + file + "'");
    }
}

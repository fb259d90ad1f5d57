package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path checkout;

    @Test
    void environmentWinsOverTheFile() throws Exception {
        Files.writeString(checkout.resolve(".env"), "GATEHOUSE_REFRESH_GRACE=PT1S\nGATEHOUSE_MAIL_FROM=a@b.example\n");

        var settings = Settings.of(Map.of("GATEHOUSE_REFRESH_GRACE", "PT2S"), checkout);

        assertThat(settings.find("GATEHOUSE_REFRESH_GRACE")).contains("PT2S");
        assertThat(settings.find("GATEHOUSE_MAIL_FROM")).contains("a@b.example");
    }

    @Test
    void fileMayHaveCommentsQuotesAndExports() throws Exception {
        Files.writeString(checkout.resolve(".env"), """
                # a comment

                export GATEHOUSE_AUDIENCE="two words"
                GATEHOUSE_MASTER_KEY=ends+with/equals=
                GATEHOUSE_ADMIN_PASSWORD=
                OTHER=ignored
                """);

        var settings = Settings.of(Map.of(), checkout);

        assertThat(settings.find("GATEHOUSE_AUDIENCE")).contains("two words");
        assertThat(settings.find("GATEHOUSE_MASTER_KEY")).contains("ends+with/equals=");
        assertThat(settings.find("GATEHOUSE_ADMIN_PASSWORD")).isEmpty();
        assertThat(settings.find("OTHER")).isEmpty();
    }

    @Test
    void lineThatSaysNothingIsTold() throws Exception {
        Files.writeString(checkout.resolve(".env"), "GATEHOUSE_AUDIENCE\n");

        assertThatThrownBy(() -> Settings.of(Map.of(), checkout))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("no NAME=value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GATEHOUSE_ROUTES_FILE", "GATEHOUSE_TLS_CERTIFICATE", "GATEHOUSE_TLS_KEY"})
    void fileIsFoundFromWhereItsNameWasWritten(String setting) throws Exception {
        Files.writeString(checkout.resolve(".env"), setting + "=my/file\n");

        assertThat(Settings.of(Map.of(), checkout).find(setting))
                .contains(checkout.resolve("my/file").toString());
        assertThat(Settings.of(Map.of(setting, "my/file"), checkout).find(setting))
                .contains(Path.of("my/file").toAbsolutePath().toString());
    }
}

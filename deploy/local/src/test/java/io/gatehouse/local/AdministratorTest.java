package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorTest {

    @TempDir
    Path folder;

    private Secrets secrets;

    @BeforeEach
    void createSecrets() {
        secrets = Secrets.loadOrCreate(folder.resolve("secrets.properties"), ServiceSet.in(Path.of("../..")));
    }

    @Test
    void administratorOfASetWithoutSettingsHasAPasswordOfItsOwn() {
        assertThat(of(Map.of()))
                .isEqualTo(new Administrator("admin@gatehouse.localdomain", secrets.administratorPassword(), false));
    }

    @Test
    void chosenAdministratorIsTakenFromTheFileToo() throws Exception {
        Files.writeString(folder.resolve(".env"), """
                GATEHOUSE_ADMIN_EMAIL=root@example.com
                GATEHOUSE_ADMIN_PASSWORD="with a \\ and 'quotes'"
                """);

        assertThat(of(Map.of())).isEqualTo(new Administrator("root@example.com", "with a \\ and 'quotes'", true));
    }

    @Test
    void addressAndPasswordAreSetBothOrNeither() {
        assertThatThrownBy(() -> of(Map.of("GATEHOUSE_ADMIN_EMAIL", "root@example.com")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("both or neither; GATEHOUSE_ADMIN_PASSWORD is missing");
        assertThatThrownBy(() -> of(Map.of("GATEHOUSE_ADMIN_PASSWORD", "hidden")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("both or neither; GATEHOUSE_ADMIN_EMAIL is missing")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void keptPasswordIsForItsOwnerAlone() throws Exception {
        var file = folder.resolve("admin_password");
        Files.writeString(file, "of an earlier run");

        of(Map.of()).keepPassword(file);

        assertThat(file).hasContent(secrets.administratorPassword());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private Administrator of(Map<String, String> environment) {
        return Administrator.of(Settings.of(environment, folder), secrets);
    }
}

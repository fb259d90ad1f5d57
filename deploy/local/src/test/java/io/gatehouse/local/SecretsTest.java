package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void secretsAreMadeOnceAndReadAgain() {
        var file = folder.resolve("secrets.properties");

        var made = Secrets.loadOrCreate(file);
        var read = Secrets.loadOrCreate(file);

        assertThat(made.created()).isTrue();
        assertThat(read.created()).isFalse();
        assertThat(read.masterKey()).isEqualTo(made.masterKey());
        assertThat(read.administratorPassword()).isEqualTo(made.administratorPassword());
        assertThat(read.databasePassword(Service.AUTH)).isEqualTo(made.databasePassword(Service.AUTH));
    }

    @Test
    void secretThatCameLaterIsAddedOnce() throws Exception {
        var file = folder.resolve("secrets.properties");
        var made = Secrets.loadOrCreate(file);
        Files.writeString(
                file, Files.readString(file).replace("gateway_client_secret=" + made.gatewayClientSecret(), ""));

        var added = Secrets.loadOrCreate(file).gatewayClientSecret();

        assertThat(added).isNotBlank().isNotEqualTo(made.gatewayClientSecret());
        assertThat(Secrets.loadOrCreate(file).gatewayClientSecret()).isEqualTo(added);
        assertThat(Secrets.loadOrCreate(file).masterKey()).isEqualTo(made.masterKey());
    }

    @Test
    void onlyTheOwnerReadsThem() throws Exception {
        var file = folder.resolve("secrets.properties");

        Secrets.loadOrCreate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void everySecretIsItsOwn() {
        var secrets = Secrets.loadOrCreate(folder.resolve("secrets.properties"));

        assertThat(Base64.getDecoder().decode(secrets.masterKey())).hasSize(32);
        assertThat(new String[] {
                    secrets.databaseOwnerPassword(),
                    secrets.databasePassword(Service.AUTH),
                    secrets.databasePassword(Service.USER),
                    secrets.userServiceClientSecret(),
                    secrets.gatewayClientSecret(),
                    secrets.administratorPassword()
                })
                .doesNotHaveDuplicates()
                .allMatch(secret -> secret.matches("[A-Za-z0-9_-]{24}"));
    }
}

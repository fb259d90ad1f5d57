package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final ServiceSet SERVICES = ServiceSet.in(Path.of("../.."));
    private static final Service USER = SERVICES.get("user-service");

    @TempDir
    Path folder;

    @Test
    void secretsAreMadeOnceAndReadAgain() {
        var file = folder.resolve("secrets.properties");

        var made = Secrets.loadOrCreate(file, SERVICES);
        var read = Secrets.loadOrCreate(file, SERVICES);

        assertThat(made.created()).isTrue();
        assertThat(read.created()).isFalse();
        assertThat(read.masterKey()).isEqualTo(made.masterKey());
        assertThat(read.administratorPassword()).isEqualTo(made.administratorPassword());
        assertThat(read.databasePassword(SERVICES.auth())).isEqualTo(made.databasePassword(SERVICES.auth()));
    }

    @Test
    void secretThatCameLaterIsAddedOnce() throws Exception {
        var file = folder.resolve("secrets.properties");
        var made = Secrets.loadOrCreate(file, SERVICES);
        Files.writeString(
                file,
                Files.readString(file).replace("gateway_client_secret=" + made.clientSecret(SERVICES.gateway()), ""));

        var added = Secrets.loadOrCreate(file, SERVICES).clientSecret(SERVICES.gateway());

        assertThat(added).isNotBlank().isNotEqualTo(made.clientSecret(SERVICES.gateway()));
        assertThat(Secrets.loadOrCreate(file, SERVICES).clientSecret(SERVICES.gateway()))
                .isEqualTo(added);
        assertThat(Secrets.loadOrCreate(file, SERVICES).masterKey()).isEqualTo(made.masterKey());
    }

    @Test
    void onlyTheOwnerReadsThem() throws Exception {
        var file = folder.resolve("secrets.properties");

        Secrets.loadOrCreate(file, SERVICES);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void everySecretIsItsOwn() {
        var secrets = Secrets.loadOrCreate(folder.resolve("secrets.properties"), SERVICES);

        assertThat(Base64.getDecoder().decode(secrets.masterKey())).hasSize(32);
        assertThat(new String[] {
                    secrets.databaseOwnerPassword(),
                    secrets.databasePassword(SERVICES.auth()),
                    secrets.databasePassword(USER),
                    secrets.clientSecret(USER),
                    secrets.clientSecret(SERVICES.gateway()),
                    secrets.administratorPassword()
                })
                .doesNotHaveDuplicates()
                .allMatch(secret -> secret.matches("[A-Za-z0-9_-]{24}"));
    }
}

package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.migrator.PostgresUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {

    private static final ServiceSet SERVICES = ServiceSet.in(Path.of("../.."));
    private static final Service USER = SERVICES.get("user-service");

    @TempDir
    Path folder;

    private Secrets secrets;

    @BeforeEach
    void createSecrets() {
        secrets = Secrets.loadOrCreate(folder.resolve("secrets.properties"), SERVICES);
    }

    @Test
    void secretsGoOnlyToTheServiceThatNeedsThem() {
        var settings = settings(Map.of("GATEHOUSE_POSTGRES_URL", "postgresql://owner:top-secret@db/gatehouse"), false);

        assertThat(settings.of(SERVICES.gateway()).values())
                .contains(secrets.clientSecret(SERVICES.gateway()))
                .doesNotContain(
                        secrets.masterKey(),
                        secrets.clientSecret(USER),
                        secrets.administratorPassword(),
                        secrets.databasePassword(SERVICES.auth()),
                        secrets.databasePassword(USER));
        assertThat(settings.of(USER).values())
                .contains(secrets.clientSecret(USER), secrets.databasePassword(USER))
                .doesNotContain(
                        secrets.masterKey(),
                        secrets.clientSecret(SERVICES.gateway()),
                        secrets.databasePassword(SERVICES.auth()));
        for (var service : SERVICES.all()) {
            assertThat(settings.of(service).values()).noneMatch(value -> value.contains("top-secret"));
        }
    }

    @Test
    void whatAPersonSetsReachesTheServices() {
        var settings = settings(Map.of("GATEHOUSE_REFRESH_GRACE", "PT3S", "GATEHOUSE_LOG_JSON", "true"), false);

        assertThat(settings.of(SERVICES.auth()))
                .containsEntry("GATEHOUSE_REFRESH_GRACE", "PT3S")
                .containsEntry("GATEHOUSE_LOG_JSON", "true");
    }

    @Test
    void servicesFindEachOtherWhateverTheOffset() {
        var settings = settings(Map.of("GATEHOUSE_AUTH_URL", "http://localhost:8081"), false);

        assertThat(settings.of(USER)).containsEntry("GATEHOUSE_AUTH_URL", "http://127.0.0.1:8181");
        assertThat(settings.of(SERVICES.gateway()))
                .containsEntry("GATEHOUSE_ISSUER", "http://localhost:8180")
                .containsEntry("GATEHOUSE_USER_URL", "http://127.0.0.1:8182")
                .containsEntry("GATEHOUSE_REDIS_URL", "redis://127.0.0.1:6379")
                .doesNotContainKey("GATEHOUSE_LIMITS_MULTIPLIER");
    }

    @Test
    void http2MovesWithTheOtherPorts() {
        var settings = settings(Map.of("GATEHOUSE_HTTP2_PORT", "8079"), false);

        assertThat(settings.of(SERVICES.gateway())).containsEntry("GATEHOUSE_HTTP2_PORT", "8179");
        assertThat(settings.of(USER)).doesNotContainKey("GATEHOUSE_HTTP2_PORT");
        assertThat(settings(Map.of("GATEHOUSE_HTTP2_PORT", "0"), false).of(SERVICES.gateway()))
                .containsEntry("GATEHOUSE_HTTP2_PORT", "0");
        assertThat(settings(Map.of(), false).of(SERVICES.gateway())).doesNotContainKey("GATEHOUSE_HTTP2_PORT");
    }

    @Test
    void issuerIsReachedAsTheDoorListens() {
        var settings = settings(Map.of("GATEHOUSE_TLS_CERTIFICATE", "/a/tls.crt"), false);

        assertThat(settings.of(SERVICES.auth())).containsEntry("GATEHOUSE_ISSUER", "https://localhost:8180");
    }

    @Test
    void limitsAreCountedInTheGatewayAndInAuthService() {
        for (var service : List.of(SERVICES.gateway(), SERVICES.auth())) {
            assertThat(settings(Map.of(), true).of(service))
                    .containsEntry("GATEHOUSE_REDIS_URL", "redis://127.0.0.1:6379")
                    .containsEntry("GATEHOUSE_LIMITS_MULTIPLIER", "10000");
        }
    }

    private ServiceSettings settings(Map<String, String> environment, boolean relaxedLimits) {
        var backends = new Backends(
                PostgresUrl.parse("postgresql://owner:top-secret@db:5432/gatehouse"),
                RedisUrl.parse("redis://127.0.0.1:6379"),
                SmtpUrl.parse("smtp://127.0.0.1:25"));
        return new ServiceSettings(
                Settings.of(environment, folder), secrets, new Ports(100), backends, relaxedLimits, SERVICES);
    }
}

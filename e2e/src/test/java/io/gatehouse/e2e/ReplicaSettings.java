package io.gatehouse.e2e;

import io.gatehouse.migrator.PostgresUrl;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What each process of one set is told.
 *
 * @param secrets by the names that the launcher keeps them under
 */
public record ReplicaSettings(
        URI issuer,
        URI authService,
        URI userService,
        PostgresUrl database,
        int redisPort,
        int smtpPort,
        UnaryOperator<String> secrets) {

    static ReplicaSettings of(Gatehouse set) {
        var offset = set.script().portOffset();
        return new ReplicaSettings(
                set.gateway(""),
                set.authService(""),
                set.userService(""),
                set.databaseUrl("gatehouse"),
                16_379 + offset,
                13_025 + offset,
                set::secret);
    }

    /** What a process of this service is told; whoever asks may add to it. */
    public Map<String, String> of(String service) {
        var settings =
                switch (service) {
                    case "auth-service" -> ofAuthService();
                    case "user-service" -> ofUserService();
                    default -> ofGateway();
                };
        settings.put("GATEHOUSE_ISSUER", issuer.toString());
        return settings;
    }

    private Map<String, String> ofAuthService() {
        var settings = database("gatehouse_auth", "database_password.auth-service");
        settings.put("GATEHOUSE_REDIS_URL", redis());
        settings.put("GATEHOUSE_MASTER_KEY", secrets.apply("master_key"));
        settings.put("GATEHOUSE_CLIENTS_USER_SERVICE_SECRET", secrets.apply("user_service_client_secret"));
        settings.put("GATEHOUSE_CLIENTS_GATEWAY_SECRET", secrets.apply("gateway_client_secret"));
        settings.put("GATEHOUSE_MAIL_FROM", "gatehouse@localhost.localdomain");
        settings.put("GATEHOUSE_SMTP_PORT", Integer.toString(smtpPort));
        return settings;
    }

    private Map<String, String> ofUserService() {
        var settings = database("gatehouse_user", "database_password.user-service");
        settings.put("GATEHOUSE_AUTH_URL", authService.toString());
        settings.put("GATEHOUSE_CLIENT_SECRET", secrets.apply("user_service_client_secret"));
        return settings;
    }

    private Map<String, String> ofGateway() {
        var settings = new HashMap<String, String>();
        settings.put("GATEHOUSE_AUTH_URL", authService.toString());
        settings.put("GATEHOUSE_USER_URL", userService.toString());
        settings.put("GATEHOUSE_REDIS_URL", redis());
        settings.put("GATEHOUSE_CLIENT_SECRET", secrets.apply("gateway_client_secret"));
        // Waiting for a processor of a busy build machine is no overload.
        settings.put("GATEHOUSE_OVERLOAD_ENABLED", "false");
        return settings;
    }

    private Map<String, String> database(String role, String password) {
        var settings = new HashMap<String, String>();
        settings.put("GATEHOUSE_DB_URL", database.reactive());
        settings.put("GATEHOUSE_DB_USERNAME", role);
        settings.put("GATEHOUSE_DB_PASSWORD", secrets.apply(password));
        return settings;
    }

    private String redis() {
        return "redis://127.0.0.1:" + redisPort;
    }
}

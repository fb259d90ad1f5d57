package io.gatehouse.bench;

import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One more process of each service beside a set: what it is told, and what it can be asked. */
final class Replicas {

    private static final Request KEY_SET = Request.get("/.well-known/jwks.json");

    private final BenchedSet set;

    Replicas(BenchedSet set) {
        this.set = set;
    }

    record Replica(String service, Map<String, String> settings, Request first) {}

    Replica gateway() throws IOException {
        var settings = common();
        settings.put("GATEHOUSE_EDGE_HOST", "127.0.0.1");
        settings.put("GATEHOUSE_AUTH_URL", set.authService());
        settings.put("GATEHOUSE_USER_URL", set.userService());
        settings.put("GATEHOUSE_REDIS_URL", set.redis());
        settings.put("GATEHOUSE_CLIENT_SECRET", set.secret("gateway_client_secret"));
        return new Replica("gateway", settings, KEY_SET);
    }

    Replica authService() throws IOException {
        var settings = keeper("auth");
        settings.put("GATEHOUSE_REDIS_URL", set.redis());
        settings.put("GATEHOUSE_MASTER_KEY", set.secret("master_key"));
        settings.put("GATEHOUSE_CLIENTS_USER_SERVICE_SECRET", set.secret("user_service_client_secret"));
        settings.put("GATEHOUSE_CLIENTS_GATEWAY_SECRET", set.secret("gateway_client_secret"));
        settings.put("GATEHOUSE_MAIL_FROM", "gatehouse@localhost.localdomain");
        settings.put("GATEHOUSE_PASSWORD_SCHED_IDLE", "true");
        return new Replica("auth-service", settings, KEY_SET);
    }

    Replica userService() throws IOException {
        var settings = keeper("user");
        settings.put("GATEHOUSE_AUTH_URL", set.authService());
        settings.put("GATEHOUSE_CLIENT_SECRET", set.secret("user_service_client_secret"));
        try (var client = new Client(set.gateway())) {
            var administrator = client.signIn(Cases.ADMINISTRATOR, set.administratorPassword());
            return new Replica(
                    "user-service", settings, Request.get("/v1/users?limit=1").bearer(administrator.accessToken()));
        }
    }

    private Map<String, String> keeper(String name) throws IOException {
        var settings = common();
        settings.put("GATEHOUSE_DB_URL", set.database().reactive());
        settings.put("GATEHOUSE_DB_USERNAME", "gatehouse_" + name);
        settings.put("GATEHOUSE_DB_PASSWORD", set.secret("database_password." + name + "-service"));
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        return settings;
    }

    private Map<String, String> common() {
        var settings = new HashMap<String, String>();
        settings.put("GATEHOUSE_ISSUER", set.issuer());
        settings.put("GATEHOUSE_LIMITS_MULTIPLIER", "10000");
        settings.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        return settings;
    }
}

package io.gatehouse.auth.client;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** The clients whose secrets come with the configuration: services of the set. */
@Singleton
class ConfiguredClients {

    private static final Set<String> SCOPE_OF_READERS = Set.of("events:read", "erasures:confirm");

    private final Map<String, ConfiguredClient> byId = new HashMap<>();

    ConfiguredClients(ClientsConfig packaged, EventReadersConfig readers, Config config) {
        readers.ids().orElse(Set.of()).forEach(id -> byId.put(id, reader(id, config)));
        packaged.all()
                .forEach((id, client) ->
                        byId.put(id, new ConfiguredClient(client.secret().orElse(""), client.scope())));
    }

    Optional<ConfiguredClient> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static ConfiguredClient reader(String id, Config config) {
        var name = id.replace('-', '_').toUpperCase(Locale.ROOT);
        var secret = config.getOptionalValue("GATEHOUSE_CLIENTS_" + name + "_SECRET", String.class);
        return new ConfiguredClient(secret.orElse(""), SCOPE_OF_READERS);
    }

    /** @param secret empty where there is none, with which nobody can authenticate */
    record ConfiguredClient(String secret, Set<String> scope) {

        @Override
        public String toString() {
            return "ConfiguredClient[" + scope + "]";
        }
    }
}

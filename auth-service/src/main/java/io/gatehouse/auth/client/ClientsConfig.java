package io.gatehouse.auth.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The services that may ask for a token of their own. Public only because the validator of maps in a configuration calls
 * it by reflection.
 */
@ConfigMapping(prefix = "gatehouse.clients")
public interface ClientsConfig {

    /** The clients by id. */
    @WithParentName
    Map<String, Client> all();

    /** One client. */
    interface Client {

        /** Its secret; a client without one cannot authenticate. */
        Optional<String> secret();

        /** The scopes it may ask for, and gets when it asks for none. */
        Set<String> scope();
    }
}

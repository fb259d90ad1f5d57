package io.gatehouse.user.viewer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Who may see and change other people's profiles, besides the clients that have the scopes of these names. */
@ConfigMapping(prefix = "gatehouse.users")
interface ViewerConfig {

    /** The roles that may read all profiles, as {@code users:read} does. */
    @WithDefault("admin")
    Optional<Set<String>> readRoles();

    /** The roles that may read and change all profiles, as {@code users:write} does. */
    @WithDefault("admin")
    Optional<Set<String>> writeRoles();
}

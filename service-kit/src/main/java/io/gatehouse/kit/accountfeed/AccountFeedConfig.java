package io.gatehouse.kit.accountfeed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** How auth-service's log is followed. */
@ConfigMapping(prefix = "gatehouse.account-feed")
interface AccountFeedConfig {

    /** Whether it is. Decided when the service is built, which then has {@link AccountEvents}. */
    @WithDefault("false")
    boolean enabled();

    /** Where auth-service is, for its event log and our token. */
    URI authUrl();

    /** As whom this service asks for its token. */
    String clientId();

    /** Its secret there. The required settings see to it that production has one. */
    Optional<String> clientSecret();
}

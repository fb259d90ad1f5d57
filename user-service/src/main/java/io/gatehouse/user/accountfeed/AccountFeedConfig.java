package io.gatehouse.user.accountfeed;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

@ConfigMapping(prefix = "gatehouse.account-feed")
interface AccountFeedConfig {

    /** Where auth-service is, for its event log and our token. */
    URI authUrl();

    /** As whom this service asks for its token. */
    String clientId();

    /** Its secret there. The required settings see to it that production has one. */
    Optional<String> clientSecret();
}

package io.gatehouse.auth.account;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The first administrator. */
@ConfigMapping(prefix = "gatehouse.admin")
interface AdminConfig {

    /** The address of the account that is made, or made administrator, at the start. */
    Optional<String> email();

    /** Its password; changes nothing once the account exists. */
    Optional<String> password();
}

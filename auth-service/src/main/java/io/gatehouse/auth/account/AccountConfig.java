package io.gatehouse.auth.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an account needs before it may be used. */
@ConfigMapping(prefix = "gatehouse.account")
interface AccountConfig {

    /** Whether an address must be verified before there is an account, or may be at leisure. */
    @WithDefault("optional")
    Verification verification();

    enum Verification {
        OPTIONAL,
        REQUIRED
    }
}

package io.gatehouse.user.organization;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Invitations: how long they are open, and how many. */
@ConfigMapping(prefix = "gatehouse.invitation")
interface InvitationConfig {

    /** For how long an invitation may be accepted. */
    @WithDefault("P7D")
    @WithConverter(PositiveDuration.class)
    Duration lifetime();

    /** How many open invitations an organization may have; more are refused as {@code invitation_quota_exceeded}. */
    @WithDefault("100")
    @WithConverter(Positive.class)
    int quota();
}

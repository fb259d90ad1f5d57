package io.gatehouse.auth.token;

import java.time.Instant;
import java.util.List;

/** With what ({@code amr}) and when ({@code auth_time}) somebody last proved who they are. */
public record Authentication(List<String> amr, Instant at) {

    static final String SEVERAL_FACTORS = "mfa";

    public static Authentication by(Proof proof, Instant at) {
        return new Authentication(proof.amr(), at);
    }

    public boolean hasSecondFactor() {
        return amr.contains(SEVERAL_FACTORS);
    }

    /** The {@code acr}: the assurance levels of NIST SP 800-63B, which ask for a second factor from the second one on. */
    String level() {
        return hasSecondFactor() ? "aal2" : "aal1";
    }
}

package io.gatehouse.auth.account;

import io.gatehouse.auth.mfa.SecondFactor;
import io.gatehouse.contracts.auth.TokenResponse;

/** What the right password has earned: the tokens of a session, or the token with which the second factor is presented. */
record Admission(TokenResponse tokens, String mfaToken) {

    static Admission signedIn(TokenResponse tokens) {
        return new Admission(tokens, null);
    }

    static Admission challenged(String mfaToken) {
        return new Admission(null, mfaToken);
    }

    /** The tokens; {@code mfa_required} where there are none yet. */
    TokenResponse requireTokens() {
        if (mfaToken != null) {
            throw SecondFactor.required().with("mfa_token", mfaToken);
        }
        return tokens;
    }

    @Override
    public String toString() {
        return "Admission[redacted]";
    }
}

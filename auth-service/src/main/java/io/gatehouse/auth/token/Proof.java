package io.gatehouse.auth.token;

import java.util.List;

/** With what somebody has proved who they are, in the words of RFC 8176, which has none for a recovery code. */
public enum Proof {
    PASSWORD("pwd"),
    PASSWORD_AND_OTP("pwd otp " + Authentication.SEVERAL_FACTORS),
    PASSWORD_AND_RECOVERY_CODE("pwd " + Authentication.SEVERAL_FACTORS);

    private final String methods;

    Proof(String methods) {
        this.methods = methods;
    }

    /** The {@code amr} of a token. */
    List<String> amr() {
        return List.of(methods.split(" "));
    }
}

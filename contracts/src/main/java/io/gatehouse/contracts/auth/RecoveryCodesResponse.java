package io.gatehouse.contracts.auth;

import java.util.List;

/** Each is good for one sign-in in place of a code. They are shown this once. */
public record RecoveryCodesResponse(List<String> recoveryCodes) {

    @Override
    public String toString() {
        return "RecoveryCodesResponse[redacted]";
    }
}

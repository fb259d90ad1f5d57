package io.gatehouse.auth.password;

import io.gatehouse.contracts.error.ApiException;
import java.text.Normalizer;

/**
 * NIST SP 800-63B: length, any Unicode, no composition rules. Characters are code points of the NFKC form, so that the
 * same password typed on another keyboard is the same password.
 */
final class PasswordPolicy {

    static final int MIN_CHARACTERS = 8;
    static final int MAX_CHARACTERS = 128;

    private PasswordPolicy() {}

    static String normalize(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** The normalized password, if it may be one. */
    static String check(NewPassword password) {
        var normalized = normalize(password.value());
        var characters = normalized.codePointCount(0, normalized.length());
        if (characters < MIN_CHARACTERS || characters > MAX_CHARACTERS) {
            throw ApiException.invalid(
                    password.field(),
                    "invalid_length",
                    "must have %d to %d characters".formatted(MIN_CHARACTERS, MAX_CHARACTERS));
        }
        return normalized;
    }
}

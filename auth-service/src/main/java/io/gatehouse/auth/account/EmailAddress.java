package io.gatehouse.auth.account;

import io.gatehouse.contracts.error.ApiException;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * An address in its two forms: as the person wrote it, and the form that decides whether two are the same. The local part
 * may be case-sensitive by RFC 5321; no provider that people use makes it so, and two accounts that differ in case alone
 * would be a trap. The domain is compared as DNS sees it (RFC 5890).
 */
record EmailAddress(String written, String canonical) {

    /** {@code validation_failed} where the domain cannot be one. */
    static EmailAddress of(String text) {
        var written = Normalizer.normalize(text, Normalizer.Form.NFC);
        var at = written.lastIndexOf('@');
        var local = written.substring(0, Math.max(at, 0)).toLowerCase(Locale.ROOT);
        return new EmailAddress(
                written, Normalizer.normalize(local, Normalizer.Form.NFC) + "@" + domain(written.substring(at + 1)));
    }

    /** The canonical form; null where there is nothing. */
    static String canonicalOrNull(String text) {
        return text == null ? null : of(text).canonical();
    }

    private static String domain(String written) {
        try {
            return IDN.toASCII(written).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException impossible) {
            throw ApiException.invalid("email", "invalid_format", "must be an e-mail address");
        }
    }

    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}

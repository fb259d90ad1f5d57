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

    /** {@code validation_failed} where it could be read as another address than the one that is written. */
    static EmailAddress of(String text) {
        var written = Normalizer.normalize(text, Normalizer.Form.NFC);
        var at = Math.max(written.lastIndexOf('@'), 0);
        return new EmailAddress(
                written,
                local(written.substring(0, at)) + "@"
                        + domain(written.substring(at).replace("@", "")));
    }

    /** The canonical form; null where there is nothing. */
    static String canonicalOrNull(String text) {
        return text == null ? null : of(text).canonical();
    }

    /** A part of an address, as it is in the canonical form. */
    static String fold(String part) {
        return Normalizer.normalize(part.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** A reminder to whoever knows it: its first letter and its domain. */
    String hint() {
        return written.substring(0, written.offsetByCodePoints(0, 1)) + "..."
                + written.substring(written.lastIndexOf('@'));
    }

    private static String local(String written) {
        var lower = fold(written);
        if (!Normalizer.isNormalized(lower, Normalizer.Form.NFKC)) {
            throw invalid();
        }
        return lower;
    }

    // Java maps by IDNA 2003, mail servers do not: a domain that
    // it changes (a sharp s to two) would be somebody else's.
    private static String domain(String written) {
        try {
            var lower = fold(written);
            var ascii = IDN.toASCII(lower);
            if (!lower.equals(ascii) && !lower.equals(IDN.toUnicode(ascii))) {
                throw invalid();
            }
            return ascii;
        } catch (IllegalArgumentException impossible) {
            throw invalid();
        }
    }

    private static ApiException invalid() {
        return ApiException.invalid("email", "invalid_format", "must be an e-mail address");
    }

    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}

package io.gatehouse.auth.account;

import java.text.Normalizer;
import java.util.Locale;

/**
 * An address in its two forms: as the person wrote it, and the form that decides whether two are the same. The local part
 * may be case-sensitive by RFC 5321; no provider that people use makes it so, and two accounts that differ in case alone
 * would be a trap.
 */
record EmailAddress(String written, String canonical) {

    static EmailAddress of(String text) {
        var written = Normalizer.normalize(text, Normalizer.Form.NFC);
        return new EmailAddress(written, Normalizer.normalize(written.toLowerCase(Locale.ROOT), Normalizer.Form.NFC));
    }

    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}

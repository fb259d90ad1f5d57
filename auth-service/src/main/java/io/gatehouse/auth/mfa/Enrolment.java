package io.gatehouse.auth.mfa;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** A fresh authenticator, as its person gets to see it once. */
record Enrolment(TotpSecret secret, String issuer, String account) {

    String base32() {
        return Base32.encode(secret.bytes());
    }

    /** What apps read from a QR code (the key URI format of Google Authenticator, which all of them understand). */
    String uri() {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(
                        encoded(issuer),
                        encoded(account),
                        base32(),
                        encoded(issuer),
                        TotpSecret.DIGITS,
                        TotpSecret.STEP_SECONDS);
    }

    // Apps show a plus sign as one.
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "Enrolment[redacted]";
    }
}

package io.gatehouse.auth.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;

/** Eight random digits: what a person can read from one screen and type on another. */
record LinkCode(String digits) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODES = 100_000_000;

    static LinkCode random() {
        return new LinkCode("%08d".formatted(RANDOM.nextInt(CODES)));
    }

    static LinkCode typed(String text) {
        return new LinkCode(text.replace(" ", ""));
    }

    byte[] bytes() {
        return digits.getBytes(US_ASCII);
    }

    /** As the mail shows it. */
    String grouped() {
        return digits.substring(0, 4) + " " + digits.substring(4);
    }

    @Override
    public String toString() {
        return "LinkCode[redacted]";
    }
}

package io.gatehouse.auth.mail;

/** A mail as its reader gets it, in two forms. */
record RenderedMail(String subject, String text, String html) {

    @Override
    public String toString() {
        return "RenderedMail[redacted]";
    }
}

package io.gatehouse.auth.mail;

import java.util.Map;

/** A template, which may be another than the queued one, and what it is filled with. */
public record MailContent(String template, Map<String, Object> data) {

    @Override
    public String toString() {
        return "MailContent[" + template + "]";
    }
}

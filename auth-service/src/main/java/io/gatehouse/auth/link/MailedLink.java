package io.gatehouse.auth.link;

import java.time.Duration;
import java.util.Map;

/** A fresh link as its mail tells it. */
public record MailedLink(String url, String code, Duration lifetime) {

    /** What the mail's template is filled with. */
    public Map<String, Object> data() {
        return Map.of("link", url, "code", code, "expiresInMinutes", lifetime.toMinutes());
    }

    @Override
    public String toString() {
        return "MailedLink[redacted]";
    }
}

package io.gatehouse.auth.link;

import java.time.Duration;
import java.util.Map;

/** A fresh link as its mail tells it. */
public record MailedLink(String url, String code, Duration lifetime) {

    // Whoever has a day is not told of 1440 minutes.
    private static final Duration HOURS_FROM = Duration.ofHours(2);

    /** What the mail's template is filled with. */
    public Map<String, Object> data() {
        return Map.of(
                "link",
                url,
                "code",
                code,
                "expiresInMinutes",
                lifetime.toMinutes(),
                "expiresInHours",
                lifetime.compareTo(HOURS_FROM) < 0 ? "" : lifetime.toHours());
    }

    @Override
    public String toString() {
        return "MailedLink[redacted]";
    }
}

package io.gatehouse.gateway.cors;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a route allows pages of other origins.
 *
 * @param origins exact ones, or {@code *} for any
 * @param methods what a preflight allows
 * @param headers the fields that scripts may send, besides those that they always may
 * @param exposed the fields of responses that scripts may read, besides those that they always may
 * @param maxAge how long browsers may remember a preflight
 * @param credentials whether cookies may come along
 */
public record CorsRules(
        Set<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        Duration maxAge,
        boolean credentials) {

    private static final String ANY = "*";

    // As browsers send it: small letters, no path, no port that goes without saying.
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9-]+");
    private static final Duration LONGEST = Duration.ofDays(1);

    public CorsRules {
        if (credentials && origins.contains(ANY)) {
            throw new IllegalArgumentException(
                    "credentials need exact origins: '*' would let every page act for people");
        }
        for (var origin : origins) {
            if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("'" + origin + "' is no origin, such as https://app.example.com");
            }
        }
        checkFields(headers);
        checkFields(exposed);
        if (maxAge.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("max_age is at most 1d");
        }
    }

    private static void checkFields(Collection<String> names) {
        for (var name : names) {
            if (!FIELD.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no header field");
            }
        }
    }

    /** Whether pages of that origin may act for the person whose cookies come along. */
    public boolean allowsWithCredentials(String origin) {
        return credentials && origins.contains(origin);
    }

    boolean allows(String origin) {
        return origins.contains(origin) || isOpen();
    }

    /** Whether pages of any origin are meant. */
    boolean isOpen() {
        return origins.contains(ANY);
    }
}

package io.gatehouse.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** The directives of {@code Cache-Control} (RFC 9111 section 5.2). */
public final class CacheControl {

    static final long ABSENT = -1;

    // Section 1.2.2: what is larger counts as this.
    private static final long MOST_SECONDS = 1L << 31;

    // What stands there twice, or is no number, allows nothing.
    private static final String UNREADABLE = "?";

    // What lets others than the one who asked keep a response, and what would stand there twice.
    private static final Set<String> SHARING = Set.of("public", "s-maxage", "private");

    // For caches of one kind alone, which heed them before Cache-Control (RFC 9213).
    private static final List<String> TARGETED = List.of("CDN-Cache-Control", "Surrogate-Control");

    private final Map<String, String> directives = new HashMap<>();

    private CacheControl() {}

    static CacheControl of(MultiMap headers) {
        return parse(headers.getAll(HttpHeaders.CACHE_CONTROL));
    }

    static CacheControl parse(List<String> lines) {
        var parsed = new CacheControl();
        lines.forEach(line -> forEach(line, parsed::add));
        return parsed;
    }

    /** Lets nobody but the one who asked keep a response; whatever else its service says of keeping it stays. */
    public static void makePrivate(MultiMap response) {
        // First: what a service left open, as a quotation mark, must not swallow it.
        var directives = new StringJoiner(", ").add("private");
        for (var line : response.getAll(HttpHeaders.CACHE_CONTROL)) {
            forEach(line, directive -> {
                if (!directive.isBlank() && !SHARING.contains(name(directive))) {
                    directives.add(directive.strip());
                }
            });
        }
        response.set(HttpHeaders.CACHE_CONTROL, directives.toString());
        TARGETED.forEach(response::remove);
    }

    boolean has(String directive) {
        return directives.containsKey(directive);
    }

    /** The seconds that a directive names, {@link #ABSENT} without it. */
    long seconds(String directive) {
        var value = directives.get(directive);
        if (value == null) {
            return ABSENT;
        }
        boolean number = !value.isEmpty() && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (!number) {
            return 0;
        }
        return value.length() > 10 ? MOST_SECONDS : Math.min(MOST_SECONDS, Long.parseLong(value));
    }

    // A comma within a quoted text separates nothing.
    private static void forEach(String line, Consumer<String> action) {
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < line.length(); i++) {
            char at = line.charAt(i);
            if (quoted && at == '\\') {
                i++;
            } else if (at == '"') {
                quoted = !quoted;
            } else if (at == ',' && !quoted) {
                action.accept(line.substring(begin, i));
                begin = i + 1;
            }
        }
        action.accept(line.substring(begin));
    }

    private void add(String directive) {
        int equal = directive.indexOf('=');
        var name = name(directive);
        var value = equal < 0 ? "" : unquoted(directive.substring(equal + 1).strip());
        if (!name.isEmpty()) {
            directives.merge(name, value, (one, other) -> one.equals(other) ? one : UNREADABLE);
        }
    }

    private static String name(String directive) {
        int equal = directive.indexOf('=');
        return (equal < 0 ? directive : directive.substring(0, equal)).strip().toLowerCase(Locale.ROOT);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}

package io.gatehouse.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * On which terms a response may be used again, by its own word (RFC 9111 section 4.2, RFC 5861).
 *
 * @param born when its age was nought; all times are milliseconds
 * @param lifetime for how long it may be used unasked
 * @param alwaysAsk whether the service wants to be asked each time
 * @param strict whether it may never be used when it is stale
 * @param shared whether it is for everybody even if it was made for somebody (RFC 9111 section 3.5)
 */
record Terms(
        long born,
        long lifetime,
        boolean alwaysAsk,
        boolean strict,
        boolean shared,
        long staleIfError,
        long staleWhileAsking) {

    private static final long SECOND = 1000;

    /** The terms of this header; null where it names no time, for none is guessed. */
    static Terms of(MultiMap headers, CacheRule rule, long asked, long now) {
        var control = CacheControl.of(headers);
        long date = millis(headers.get(HttpHeaders.DATE), now);
        long lifetime = lifetime(control, headers, date);
        boolean alwaysAsk = control.has("no-cache");
        if (lifetime < 0 && !alwaysAsk) {
            return null;
        }
        boolean sMaxAge = control.has("s-maxage");
        boolean mustRevalidate = control.has("must-revalidate");
        return new Terms(
                now - age(headers, date, asked, now),
                Math.min(Math.max(lifetime, 0), rule.maxAge().toMillis()),
                alwaysAsk,
                sMaxAge || mustRevalidate || control.has("proxy-revalidate"),
                sMaxAge || mustRevalidate || control.has("public"),
                Math.max(0, control.seconds("stale-if-error")) * SECOND,
                Math.max(0, control.seconds("stale-while-revalidate")) * SECOND);
    }

    long age(long now) {
        return Math.max(0, now - born);
    }

    long left(long now) {
        return alwaysAsk ? 0 : lifetime - age(now);
    }

    boolean isFresh(long now) {
        return left(now) > 0;
    }

    boolean mayReplaceErrors(long now) {
        return !strict && !alwaysAsk && left(now) + staleIfError > 0;
    }

    boolean mayBridge(long now) {
        return !strict && !alwaysAsk && left(now) + staleWhileAsking > 0;
    }

    private static long lifetime(CacheControl control, MultiMap headers, long date) {
        if (control.has("s-maxage")) {
            return control.seconds("s-maxage") * SECOND;
        }
        if (control.has("max-age")) {
            return control.seconds("max-age") * SECOND;
        }
        var expires = headers.get(HttpHeaders.EXPIRES);
        // What is no date has expired already.
        return expires == null ? -1 : Math.max(0, millis(expires, date) - date);
    }

    // Section 4.2.3: the older of what its age and its date say; on the way here it aged, too.
    private static long age(MultiMap headers, long date, long asked, long now) {
        var told = headers.get(HttpHeaders.AGE);
        long age = told != null && told.matches("[0-9]{1,10}") ? Long.parseLong(told) * SECOND : 0;
        return Math.max(Math.max(0, now - date), age + (now - asked));
    }

    private static long millis(String date, long otherwise) {
        if (date == null) {
            return otherwise;
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME
                    .parse(date, Instant::from)
                    .toEpochMilli();
        } catch (DateTimeException unreadable) {
            return otherwise;
        }
    }
}

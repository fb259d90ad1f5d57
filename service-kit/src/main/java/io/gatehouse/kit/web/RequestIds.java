package io.gatehouse.kit.web;

import io.gatehouse.kit.database.Ids;
import java.util.regex.Pattern;

/** Names one request in every log line and every answer about it. */
public final class RequestIds {

    public static final String HEADER = "X-Request-Id";

    /** The key in the log's context and in problems. */
    public static final String MDC_KEY = "request_id";

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private RequestIds() {}

    public static String next() {
        return Ids.next().toString();
    }

    /** Whether a peer's id may be taken over: nothing that could forge a log line or swell it. */
    public static boolean acceptable(String id) {
        return id != null && ACCEPTABLE.matcher(id).matches();
    }
}

package io.gatehouse.bench.measure;

import java.net.http.HttpResponse;
import java.util.function.Function;

/** How a request was answered. */
public enum Verdict {
    GOOD,
    /** By a limit that is there to be reached. */
    REFUSED,
    BAD;

    private static final int OK = 200;
    private static final int SUCCESSFUL = 300;

    /** Good is what succeeded and holds this. */
    public static Function<HttpResponse<String>, Verdict> goodIfIn(String part) {
        return answer -> answer.statusCode() >= OK
                        && answer.statusCode() < SUCCESSFUL
                        && answer.body().contains(part)
                ? GOOD
                : BAD;
    }
}

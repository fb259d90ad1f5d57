package io.gatehouse.bench.users;

import io.gatehouse.bench.measure.Exchange;
import io.gatehouse.bench.measure.Request;
import io.gatehouse.bench.measure.Requests;
import io.gatehouse.bench.measure.Verdict;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One kind of read. */
public enum ReadKind {
    BY_ID("users-by-id", 1),
    PAGE("users-page", 50);

    private static final double STEADY_PER_SECOND = 200;
    private static final int OK = 200;

    /** A field that each profile has once. */
    private static final Pattern PROFILE = Pattern.compile("\"created_at\":\"");

    private final String label;

    /** How many profiles an answer holds. */
    private final int profiles;

    ReadKind(String label, int profiles) {
        this.label = label;
        this.profiles = profiles;
    }

    /** All that are sent in turn, with a token that sees everything, at those who ask for one. */
    public Exchange exchange(List<UUID> people, String token) {
        var each = paths(people).map(path -> Request.get(path).bearer(token)).toList();
        return new Exchange(label, STEADY_PER_SECOND, Requests.of(each), this::verdict, false);
    }

    private Stream<String> paths(List<UUID> people) {
        return this == PAGE
                ? Stream.of("/v1/users?limit=" + profiles)
                : people.stream().map(id -> "/v1/users/" + id);
    }

    private Verdict verdict(HttpResponse<String> answer) {
        var isWhole = answer.statusCode() == OK
                && PROFILE.matcher(answer.body()).results().count() == profiles;
        return isWhole ? Verdict.GOOD : Verdict.BAD;
    }
}

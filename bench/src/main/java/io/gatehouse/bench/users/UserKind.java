package io.gatehouse.bench.users;

import io.gatehouse.bench.measure.Exchange;
import io.gatehouse.bench.measure.Request;
import io.gatehouse.bench.measure.Requests;
import io.gatehouse.bench.measure.Verdict;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One kind of request for profiles; what changes them comes last. */
public enum UserKind {
    BY_ID("users-by-id", 1, 200),
    PAGE("users-page", 50, 200),
    SEARCH("users-search", 1, 100),
    PATCH("users-patch", 1, 100);

    private static final String USERS = "/v1/users";
    private static final int OK = 200;

    /** A field that each profile has once. */
    private static final Pattern PROFILE = Pattern.compile("\"created_at\":\"");

    private final String label;

    /** How many profiles an answer holds at least. */
    private final int profiles;

    private final double perSecond;

    UserKind(String label, int profiles, double perSecond) {
        this.label = label;
        this.profiles = profiles;
        this.perSecond = perSecond;
    }

    /** Whether peers can do it, too. */
    public boolean isForAll() {
        return this == BY_ID || this == PAGE;
    }

    /** All that are sent in turn, with a token that sees and changes everything, at those who ask for one. */
    public Exchange exchange(People people, String token) {
        Requests each = this == PATCH ? changes(people, token) : Requests.of(withToken(reads(people), token));
        return new Exchange(label, perSecond, each, this::verdict, false);
    }

    private static List<Request> withToken(Stream<Request> requests, String token) {
        return requests.map(request -> request.bearer(token)).toList();
    }

    /** Each changes something, whatever whoever sent before has got to: no sender writes what another one has written. */
    private static Requests changes(People people, String token) {
        var sender = new AtomicInteger();
        return () -> {
            var place = sender.incrementAndGet();
            return withToken(
                    Stream.of("Lives here, " + place, "Lives there, " + place)
                            .flatMap(bio -> patches(people.ids(), bio)),
                    token);
        };
    }

    private Stream<Request> reads(People people) {
        return switch (this) {
            case BY_ID -> people.ids().stream().map(id -> Request.get(USERS + "/" + id));
            case PAGE -> Stream.of(Request.get(USERS + "?limit=" + profiles));
            case SEARCH -> people.names().stream().map(name -> Request.get(USERS + "?limit=20&query=" + name));
            case PATCH -> throw new IllegalStateException("changes, and does not read");
        };
    }

    private static Stream<Request> patches(List<String> ids, String bio) {
        return ids.stream()
                .map(id -> new Request(
                        "PATCH",
                        USERS + "/" + id,
                        Map.of("Content-Type", "application/merge-patch+json", "If-Match", "*"),
                        "{\"bio\":\"" + bio + "\"}"));
    }

    private Verdict verdict(HttpResponse<String> answer) {
        var isWhole = answer.statusCode() == OK
                && PROFILE.matcher(answer.body()).results().count() >= profiles;
        return isWhole ? Verdict.GOOD : Verdict.BAD;
    }
}

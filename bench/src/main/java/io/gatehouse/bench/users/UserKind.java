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
        var sender = new AtomicInteger();
        Requests each = () -> requests(people, sender.incrementAndGet())
                .map(request -> request.bearer(token))
                .toList();
        return new Exchange(label, perSecond, each, this::verdict, false);
    }

    /** @param sender another number for each who sends them */
    private Stream<Request> requests(People people, int sender) {
        return switch (this) {
            case BY_ID -> people.ids().stream().map(id -> Request.get(USERS + "/" + id));
            case PAGE -> Stream.of(Request.get(USERS + "?limit=" + profiles));
            case SEARCH -> people.names().stream().map(name -> Request.get(USERS + "?limit=20&query=" + name));
            // Twice, and as nobody has written before, so that each changes something.
            case PATCH ->
                Stream.of("Lives here, " + sender, "Lives there, " + sender).flatMap(bio -> patches(people.ids(), bio));
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

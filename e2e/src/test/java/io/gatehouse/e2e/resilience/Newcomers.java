package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Api.Answer;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * People who sign up, change their name and sign out, and try each again until it is acknowledged. What they are answered
 * meanwhile may only say that something is not there for the moment.
 */
final class Newcomers {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> AWAY =
            Set.of("502 upstream_failed", "503 service_unavailable", "504 upstream_timeout");
    // An attempt of which no answer came back may have changed the version.
    private static final int OUTRUN = 412;

    private final Cluster cluster;
    private final String run = "newcomer." + UUID.randomUUID().toString().substring(0, 8);
    private final Queue<Newcomer> done = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger lostConnections = new AtomicInteger();
    private volatile boolean withoutGateway;

    Newcomers(Cluster cluster) {
        this.cluster = cluster;
    }

    /** One of them, from the first to the last acknowledgement. */
    Newcomer comeAndGo() {
        var client = cluster.client();
        var signedUp = insist(
                () -> client.signUp(run + "." + UUID.randomUUID() + "@example.com"), answer -> answer.status() == 201);
        var token = signedUp.text("tokens/access_token");
        var name = "Ada " + UUID.randomUUID();
        insist(() -> rename(client, token, name), Answer::ok, answer -> answer.status() == OUTRUN);
        // An attempt of which no answer came back may have ended the session.
        insist(
                () -> client.post("/v1/auth/logout", Map.of(), token),
                answer -> answer.status() == 204 || answer.code().equals("session_revoked"));
        var newcomer =
                new Newcomer(signedUp.text("account/id"), signedUp.text("account/email"), name, token, Instant.now());
        done.add(newcomer);
        return newcomer;
    }

    /** Lets something happen that takes the gateways away: only then may a connection be lost. */
    void withoutGateway(Fault fault) throws Exception {
        withoutGateway = true;
        try {
            fault.happen();
        } finally {
            withoutGateway = false;
        }
    }

    /** Those of whom everything is acknowledged so far. */
    List<Newcomer> done() {
        return List.copyOf(done);
    }

    /** What the addresses of all of them are like in SQL, also of those whose sign-up was not acknowledged. */
    String addresses() {
        return run + ".%";
    }

    /** Answers that nobody should get, whatever is away. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** How many requests were answered that something is away. */
    int refusals() {
        return refusals.get();
    }

    /** How many requests got no answer, all while the gateways were away. */
    int lostConnections() {
        return lostConnections.get();
    }

    // Based on the version that is there, so that an attempt which is still under way cannot undo a later one.
    private static Answer rename(Api client, String token, String name) {
        var profile = client.me(token);
        return profile.ok()
                ? client.send(
                        "PATCH", "/v1/users/me", "{\"display_name\":\"" + name + "\"}", token, profile.header("ETag"))
                : profile;
    }

    private Answer insist(Supplier<Answer> request, Predicate<Answer> acknowledges) {
        return insist(request, acknowledges, answer -> false);
    }

    /** Tries again until it is acknowledged, also where that would have been, but for an attempt before. */
    private Answer insist(Supplier<Answer> request, Predicate<Answer> acknowledges, Predicate<Answer> outrun) {
        return Eventually.ask(PATIENCE, () -> attempt(request, acknowledges, outrun), Optional::isPresent)
                .orElseThrow(() -> new AssertionError("never acknowledged within " + PATIENCE));
    }

    private Optional<Answer> attempt(
            Supplier<Answer> request, Predicate<Answer> acknowledges, Predicate<Answer> outrun) {
        Answer answer;
        boolean mayBeLost = withoutGateway;
        try {
            answer = request.get();
        } catch (UncheckedIOException lost) {
            note(lost.getCause(), mayBeLost || withoutGateway);
            return Optional.empty();
        }
        if (acknowledges.test(answer)) {
            return Optional.of(answer);
        }
        if (!outrun.test(answer)) {
            note(answer);
        }
        return Optional.empty();
    }

    private void note(IOException lost, boolean mayBe) {
        if (mayBe && !(lost instanceof HttpTimeoutException)) {
            lostConnections.incrementAndGet();
        } else {
            unexpected.add("no answer: " + lost);
        }
    }

    private void note(Answer answer) {
        if (AWAY.contains(answer.status() + " " + answer.code())) {
            refusals.incrementAndGet();
        } else {
            unexpected.add(answer.toString());
        }
    }

    /** Something that breaks. */
    interface Fault {

        void happen() throws Exception;
    }
}

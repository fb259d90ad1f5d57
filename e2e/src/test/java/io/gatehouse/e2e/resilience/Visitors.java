package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Api.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * People with accounts who sign in, read and change their profile, refresh their tokens, found an organization, invite somebody by mail,
 * give it up and sign out, again and again until they are told to stop. They add nothing that lasts longer than its retention.
 */
final class Visitors implements AutoCloseable {

    /** Between two requests of one of them; they wait for each answer. */
    private static final Duration THOUGHT = Duration.ofMillis(100);

    private final Cluster cluster;
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final LongAdder visits = new LongAdder();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    private Visitors(Cluster cluster) {
        this.cluster = cluster;
    }

    /** So many sign up, and begin to come. */
    static Visitors come(Cluster cluster, int count) {
        var visitors = new Visitors(cluster);
        for (var number = 0; number < count; number++) {
            var email = Api.newEmail();
            visitors.count("sign-up", cluster.client().signUp(email), 201);
            visitors.threads.add(Thread.startVirtualThread(() -> visitors.comeAgain(email)));
        }
        return visitors;
    }

    /** How many visits went as they should. */
    long visits() {
        return visits.sum();
    }

    /** What happened otherwise: the request, its answer, and how often. */
    Map<String, Long> failures() {
        var found = new TreeMap<String, Long>();
        failures.forEach((what, times) -> found.put(what, times.sum()));
        return found;
    }

    /** Lets everybody finish their visit. */
    @Override
    public void close() {
        over = true;
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private void comeAgain(String email) {
        for (var number = 0; !over; number++) {
            try {
                if (visit(email, "Visit " + number)) {
                    visits.increment();
                }
            } catch (UncheckedIOException lost) {
                fail(lost.getCause().toString());
            }
        }
    }

    // Each step needs what the one before has answered.
    private boolean visit(String email, String name) {
        var client = cluster.client();
        var signedIn = client.signIn(email, Api.PASSWORD);
        if (!count("sign-in", signedIn, 200)) {
            return false;
        }
        var token = signedIn.text("access_token");
        var profile = client.me(token);
        if (!count("read", profile, 200)) {
            return false;
        }
        var change = client.send(
                "PATCH", "/v1/users/me", "{\"display_name\":\"" + name + "\"}", token, profile.header("ETag"));
        var refreshed = client.refresh(signedIn.text("refresh_token"));
        return count("change", change, 200)
                && count("refresh", refreshed, 200)
                && invite(client, refreshed.text("access_token"))
                && count("sign-out", client.post("/v1/auth/logout", Map.of(), refreshed.text("access_token")), 204);
    }

    private boolean invite(Api client, String token) {
        var founded = client.post("/v1/organizations", Map.of("name", "Analytical Engines"), token);
        if (!count("founding", founded, 201)) {
            return false;
        }
        var organization = "/v1/organizations/" + founded.text("id");
        var invitation = Map.of("email", Api.newEmail(), "role", "member");
        return count("invitation", client.post(organization + "/invitations", invitation, token), 201)
                && count("end of the organization", client.send("DELETE", organization, "", token, null), 204);
    }

    private boolean count(String request, Answer answer, int expected) {
        LockSupport.parkNanos(THOUGHT.toNanos());
        if (answer.status() == expected) {
            return true;
        }
        fail(request + " " + answer.status() + " " + answer.response().body());
        return false;
    }

    private void fail(String what) {
        failures.computeIfAbsent(what, first -> new LongAdder()).increment();
    }
}

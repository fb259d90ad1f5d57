package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A guesser who has many addresses and reaches the instances past the gateway, whose own limits would hide what is counted
 * here. The numbers are the defaults.
 */
@ExtendWith(SharedGatehouse.class)
class GuessingTest {

    private static final int TRIES = 10_000;
    private static final int ADDRESSES = 50;
    private static final int AT_A_TIME = 16;

    /** A loaded build machine is no slow Redis and no storm. */
    private static final Map<String, String> PATIENT =
            Map.of("GATEHOUSE_THROTTLE_REDIS_BUDGET", "10S", "GATEHOUSE_PASSWORD_MAX_WAIT", "20S");

    private static final Pattern HASHES =
            Pattern.compile("(?m)^gatehouse_password_hash_wait_seconds_count(?:\\{.*})? ([0-9.]+)$");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Gatehouse gatehouse;

    GuessingTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @Test
    void manyAddressesAtTwoInstancesGetAsManyChecksAsOneAndTheOwnerGetsIn() throws Exception {
        var email = Api.newEmail();
        new Api(gatehouse).signUp(email);
        try (var second = Replica.startAuthService(gatehouse, PATIENT)) {
            var before = hashes(second);
            var began = System.nanoTime();

            var statuses = guess(email, List.of(gatehouse.authService("/v1/auth/login"), second.at("/v1/auth/login")));

            var seconds = (System.nanoTime() - began) / 1_000_000_000;
            var checks = hashes(second) - before;
            assertThat(checks).isBetween(20L, allowed(seconds));
            assertThat(Collections.frequency(statuses, 401)).isEqualTo((int) checks);
            assertThat(Collections.frequency(statuses, 429)).isEqualTo(TRIES - (int) checks);
        }

        var owner = Eventually.ask(
                Duration.ofMinutes(2),
                () -> new Api(gatehouse).signIn(email, Api.PASSWORD),
                answer -> answer.status() == 200);

        assertThat(owner.status()).as(owner.toString()).isEqualTo(200);
    }

    // Twenty are free; the delays after them are 1, 2, 4, 8 and then 10 s.
    private static long allowed(long seconds) {
        return 20 + 4 + Math.ceilDiv(seconds, 10);
    }

    private List<Integer> guess(String email, List<URI> instances) throws Exception {
        var next = new AtomicInteger();
        return AtOnce.fewAtATime(TRIES, AT_A_TIME, () -> {
            var number = next.getAndIncrement();
            var address = "203.0.113." + number % ADDRESSES;
            return guess(instances.get(number / ADDRESSES % instances.size()), address, email, "guess " + number);
        });
    }

    private int guess(URI login, String address, String email, String password)
            throws IOException, InterruptedException {
        var body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        var request = HttpRequest.newBuilder(login)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** How many passwords the two instances have really checked or hashed. */
    private long hashes(Replica second) throws IOException, InterruptedException {
        return hashes(gatehouse.management("auth-service", "/q/metrics")) + hashes(second.management("/q/metrics"));
    }

    private long hashes(URI metrics) throws IOException, InterruptedException {
        var text = client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
        var count = HASHES.matcher(text);
        assertThat(count.find()).as(text).isTrue();
        return (long) Double.parseDouble(count.group(1));
    }
}

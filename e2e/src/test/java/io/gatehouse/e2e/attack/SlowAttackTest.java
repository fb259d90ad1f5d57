package io.gatehouse.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import io.gatehouse.e2e.SharedGatehouse;
import io.gatehouse.e2e.Sizes;
import io.gatehouse.e2e.SteadyLoad;
import io.gatehouse.e2e.SteadyLoad.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The slow attacks of slowhttptest, all at once: its own probe and somebody who has signed in are served beside them all the time. */
@Attack
class SlowAttackTest {

    private static final int SECONDS = Sizes.LONG ? 60 : 12;
    private static final int CONNECTIONS = Sizes.LONG ? 1_000 : 200;

    /** Slow headers (Slowloris), slow bodies, ranges (Apache killer), slow reading. */
    private static final Map<String, List<String>> ATTACKS = Map.of(
            "headers", List.of("-H", "-i", "2", "-x", "24"),
            "body", List.of("-B", "-i", "2", "-s", "8192", "-x", "10", "-f", "application/json", "-t", "POST"),
            "ranges", List.of("-R", "-a", "1", "-b", "1000"),
            "reading", List.of("-X", "-w", "1", "-y", "512", "-n", "2", "-z", "5"));

    private static final int RATE = 20;

    /** As long as the probe waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]");

    private final Gatehouse gatehouse;

    SlowAttackTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        Tool.SLOWHTTPTEST.assumeInstalled();
    }

    @Test
    void othersAreServedAllTheTime() {
        var token = new Api(gatehouse).signUp(Api.newEmail()).text("tokens/access_token");
        var load = new SteadyLoad(RATE, () -> request(token));

        var outputs = attackBeside(load);

        System.out.printf(
                "%d requests beside slow attacks, p99 %s%n",
                load.samples().size(), SteadyLoad.percentile(load.samples(), 0.99));
        assertThat(outputs).allSatisfy(output -> assertThat(output)
                .contains("service available:   YES")
                .doesNotContain("service available:   NO"));
        assertThat(load.samples()).hasSizeGreaterThan(RATE * SECONDS / 2).allMatch(Sample::served);
        assertThat(new Api(gatehouse).signUp(Api.newEmail()).status()).isEqualTo(201);
    }

    /** What the tool printed of each attack, when all of them are over. */
    private List<String> attackBeside(SteadyLoad load) {
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            var attacks = ATTACKS.keySet().stream()
                    .map(name -> CompletableFuture.supplyAsync(() -> attack(name), each))
                    .toList();
            load.runWhile(() -> !attacks.stream().allMatch(CompletableFuture::isDone));
            return attacks.stream()
                    .map(attack -> COLOUR.matcher(attack.join()).replaceAll(""))
                    .toList();
        }
    }

    private HttpRequest request(String token) {
        return HttpRequest.newBuilder(gatehouse.gateway("/v1/users/me"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private String attack(String name) {
        var path = name.equals("body") ? "/v1/auth/login" : "/openapi.json";
        var arguments = Stream.concat(
                ATTACKS.get(name).stream(),
                Stream.of(
                        "-u",
                        gatehouse.gateway(path).toString(),
                        "-c",
                        Integer.toString(CONNECTIONS),
                        "-r",
                        Integer.toString(CONNECTIONS / 4),
                        "-l",
                        Integer.toString(SECONDS),
                        "-p",
                        Long.toString(PATIENCE.toSeconds()),
                        "-v",
                        "1"));
        try {
            return Tool.SLOWHTTPTEST.run(
                    SharedGatehouse.home("slow-" + name),
                    Duration.ofSeconds(SECONDS + 60),
                    arguments.toArray(String[]::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

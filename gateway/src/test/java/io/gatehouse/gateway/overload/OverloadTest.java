package io.gatehouse.gateway.overload;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.LogLines;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A service of 200 requests a second is offered three times as many. */
@QuarkusTest
@TestProfile(OverloadTest.SoonWarm.class)
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class OverloadTest {

    private static final int CAPACITY = 200;
    private static final String HIGH = "/paced/high";
    private static final String NORMAL = "/paced/normal";
    private static final String LOW = "/paced/low";

    @Inject
    Edge edge;

    public static class SoonWarm implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.overload.warm-up", "1S");
        }
    }

    @Test
    void lowestPriorityIsShedFirstAndTheServiceKeepsItsPace() {
        try (var lines = LogLines.ofRequests(line -> line.getMdc("shed_by") != null)) {
            assertLowestIsShedFirst(lines);
        }
    }

    private void assertLowestIsShedFirst(LogLines lines) {
        var calm = offer(Map.of(HIGH, 40, NORMAL, 40, LOW, 40), Duration.ofSeconds(5));
        double shedBefore = shed();
        offer(Map.of(HIGH, 20, NORMAL, 80, LOW, 500), Duration.ofSeconds(2));
        var probes = new Offered(management());
        var overload = new Offered(edge.port());

        Offered.together(
                () -> overload.run(Map.of(HIGH, 20, NORMAL, 80, LOW, 500), Duration.ofSeconds(6)),
                () -> probes.run(Map.of("/q/health/live", 5, "/q/health/ready", 5), Duration.ofSeconds(6)));

        assertThat(calm.share(503)).isZero();
        assertThat(overload.count(200) / 6.0).isGreaterThan(0.6 * CAPACITY);
        assertThat(overload.share(HIGH, 503)).isLessThan(0.1);
        assertThat(overload.share(NORMAL, 503)).isLessThan(0.5 * overload.share(LOW, 503));
        assertThat(overload.share(LOW, 503)).isGreaterThan(0.5);
        assertThat(probes.share(200)).isEqualTo(1);
        assertShedIsTold(overload.answered(503));
        assertAllAreLogged(lines, shed() - shedBefore);
        assertAllIsWellAgain();
    }

    private static void assertShedIsTold(List<HttpResponse<String>> answers) {
        assertProblem(answers.getFirst(), ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(answers.stream()
                        .map(answer ->
                                answer.headers().firstValue("Retry-After").orElseThrow())
                        .distinct())
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(metric("gatehouse_gateway_overload_shed_total{by=\"paced\",priority=\"low\"}"))
                .isGreaterThan(100);
    }

    // One of a kind in a second has its own line, the others one together.
    private static void assertAllAreLogged(LogLines lines, double shed) {
        double told = 0;
        double ownLines = 0;
        while (told < shed) {
            var line = lines.next();
            var together = line.getMdc("requests");
            ownLines += together == null ? 1 : 0;
            told += together == null ? 1 : Long.parseLong(together);
            assertThat(line.getMdcCopy())
                    .containsEntry("shed_by", "paced")
                    .containsEntry("status", "503")
                    .containsEntry("outcome", "service_unavailable")
                    .containsKey("route");
        }
        assertThat(told).isEqualTo(shed);
        assertThat(ownLines).isLessThan(shed / 4);
    }

    // Some seconds for what waits in the service, on a machine that does much else.
    private void assertAllIsWellAgain() {
        offer(Map.of(LOW, 20), Duration.ofSeconds(4));

        assertThat(offer(Map.of(LOW, 20), Duration.ofSeconds(2)).share(200)).isEqualTo(1);
        assertThat(metric("gatehouse_gateway_overload_limit{upstream=\"paced\"}"))
                .isZero();
    }

    private Offered offer(Map<String, Integer> perSecond, Duration time) {
        var offered = new Offered(edge.port());
        offered.run(perSecond, time);
        return offered;
    }

    private static double shed() {
        return Stream.of("high", "normal", "low")
                .mapToDouble(priority ->
                        metric("gatehouse_gateway_overload_shed_total{by=\"paced\",priority=\"" + priority + "\"}"))
                .sum();
    }

    private static double metric(String series) {
        var found = Pattern.compile(Pattern.quote(series) + " (\\S+)")
                .matcher(get(management(), "/q/metrics").body());
        assertThat(found.find()).as(series).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static int management() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}

package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import io.gatehouse.local.test.ServerKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What probes, alert rules and dashboards ask for is there. */
@ExtendWith(SharedGatehouse.class)
class ObservabilityTest {

    private static final String ALERTS = "deploy/observability/alerts.yaml";
    private static final Pattern METRIC = Pattern.compile("\\b(?:gatehouse|sql|jvm|process|http)_[a-z_]+");
    private static final Pattern RECORDED = Pattern.compile("\\bgatehouse(?::\\w+)+");
    private static final Pattern SERVED = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? ");
    private static final Pattern CHOSEN = Pattern.compile("\\{([^}]*)}");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
    private static final Pattern LABEL = Pattern.compile("(\\w+) *(?:=~|!~|!=|=)");
    private static final Pattern BOUNDARY = Pattern.compile("\\ble=\"[^\"]+\"");
    // Made by Prometheus itself.
    private static final Pattern UP = Pattern.compile("\\bup\\{");
    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance", "namespace", "pod");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Gatehouse gatehouse;

    ObservabilityTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/started", "/q/health/ready", "/q/health/live"})
    void everyServiceAnswersItsProbes(String path) {
        assertThat(Deployment.SERVICES).allMatch(service -> get(service, path).statusCode() == 200);
    }

    @Test
    void metricsAndLabelsThatAreAskedForExist(@TempDir Path keys) throws Exception {
        var asked = Deployment.expressions().stream()
                .flatMap(expression -> all(METRIC, expression))
                .collect(Collectors.toCollection(TreeSet::new));
        useEverything();

        try (var withTls = Replica.startGateway(gatehouse, ServerKeys.make(keys).settings())) {
            var served = Eventually.ask(PATIENCE, () -> labelsOfMetrics(withTls), metrics -> metrics.keySet()
                    .containsAll(asked));

            assertThat(asked).hasSizeGreaterThan(60);
            assertThat(served).containsKeys(asked.toArray(String[]::new));
            for (var expression : Deployment.expressions()) {
                assertThat(labelsOfMetrics(expression, served)).as(expression).containsAll(labels(expression));
            }
        }
    }

    @Test
    void sharesAreCountedAtBoundariesOfHistograms() {
        new Api(gatehouse).signUp(Api.newEmail());

        var served = get("gateway", "/q/metrics").body();

        assertThat(Deployment.expressions().stream().flatMap(expression -> all(BOUNDARY, expression)))
                .isNotEmpty()
                .allMatch(served::contains);
    }

    @Test
    void everyExpressionNamesAMetric() {
        var recorded = Deployment.yaml(ALERTS).findValuesAsText("record");

        assertThat(Deployment.expressions())
                .allMatch(expression -> METRIC.matcher(expression).find()
                        || RECORDED.matcher(expression).find()
                        || UP.matcher(expression).find());
        assertThat(Deployment.expressions().stream().flatMap(expression -> all(RECORDED, expression)))
                .isNotEmpty()
                .allMatch(recorded::contains);
    }

    @Test
    void everyAlertLeadsToWhatToDoAboutIt() {
        var manual = Deployment.text("docs/operations.md");
        var rules = Deployment.yaml(ALERTS).get("groups").findParents("alert");

        assertThat(rules).hasSizeGreaterThan(20).allSatisfy(rule -> {
            var alert = rule.get("alert").asText();
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/operations.md#" + alert.toLowerCase(Locale.ROOT));
            assertThat(manual).contains("\n### " + alert + "\n");
        });
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    /** Those by which an expression chooses or groups. */
    private static Set<String> labels(String expression) {
        var chosen = CHOSEN.matcher(expression).results().flatMap(found -> labelsIn(found.group(1)));
        var grouped = GROUPED.matcher(expression)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(" *, *")));
        return Stream.concat(chosen, grouped).collect(Collectors.toSet());
    }

    private static Set<String> labelsOfMetrics(String expression, Map<String, Set<String>> served) {
        return Stream.concat(
                        all(METRIC, expression).flatMap(metric -> served.get(metric).stream()),
                        LABELS_OF_PROMETHEUS.stream())
                .collect(Collectors.toSet());
    }

    private static Stream<String> labelsIn(String text) {
        return LABEL.matcher(text).results().map(found -> found.group(1));
    }

    private void useEverything() {
        var api = new Api(gatehouse);
        var email = Api.newEmail();
        api.signUp(email);
        var tokens = api.signIn(email, Api.PASSWORD).json();
        api.refresh(tokens.get("refresh_token").asText());
        api.me(tokens.get("access_token").asText());
    }

    private Map<String, Set<String>> labelsOfMetrics(Replica another) {
        var pages = Deployment.SERVICES.stream()
                .map(service -> get(service, "/q/metrics").body());
        return Stream.concat(pages, Stream.of(another.metrics()))
                .flatMap(page -> SERVED.matcher(page).results())
                .collect(Collectors.groupingBy(
                        found -> found.group(1),
                        Collectors.flatMapping(
                                found -> Stream.ofNullable(found.group(2)).flatMap(ObservabilityTest::labelsIn),
                                Collectors.toSet())));
    }

    private HttpResponse<String> get(String service, String path) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(gatehouse.management(service, path)).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }
}

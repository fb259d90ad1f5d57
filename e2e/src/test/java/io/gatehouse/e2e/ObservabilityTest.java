package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What probes, alert rules and dashboards ask for is there. */
@ExtendWith(SharedGatehouse.class)
class ObservabilityTest {

    private static final Pattern METRIC = Pattern.compile("\\b(?:gatehouse|sql|jvm|process|http)_[a-z_]+");
    private static final Pattern SERVED = Pattern.compile("(?m)^[a-z_]+");
    // Made by Prometheus itself.
    private static final String UP = "up{";
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
    void metricsOfAlertsAndDashboardsExist() {
        var asked = Deployment.expressions().stream()
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        useEverything();

        var served = Eventually.ask(PATIENCE, this::metrics, metrics -> metrics.containsAll(asked));

        assertThat(asked).hasSizeGreaterThan(40);
        assertThat(served).containsAll(asked);
    }

    @Test
    void everyExpressionNamesAMetric() {
        assertThat(Deployment.expressions())
                .allMatch(expression -> METRIC.matcher(expression).find() || expression.startsWith(UP));
    }

    @Test
    void operatorsAreToldWhatToDoAboutEveryAlert() {
        var manual = Deployment.text("docs/operations.md");

        assertThat(Deployment.yaml("deploy/observability/alerts.yaml").findValuesAsText("alert"))
                .hasSizeGreaterThan(20)
                .allMatch(alert -> manual.contains("\n**" + alert + ".** "));
    }

    private void useEverything() {
        var api = new Api(gatehouse);
        var email = Api.newEmail();
        api.signUp(email);
        var tokens = api.signIn(email, Api.PASSWORD).json();
        api.refresh(tokens.get("refresh_token").asText());
        api.me(tokens.get("access_token").asText());
    }

    private Set<String> metrics() {
        return Deployment.SERVICES.stream()
                .flatMap(service ->
                        SERVED.matcher(get(service, "/q/metrics").body()).results())
                .map(found -> found.group())
                .collect(Collectors.toSet());
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

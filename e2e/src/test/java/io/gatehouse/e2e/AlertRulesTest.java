package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alert rules as Prometheus's operator gets them. */
class AlertRulesTest {

    private static final Pattern UNSCOPED = Pattern.compile(
            "(?<![\\w:.\"])(?:up|(?:gatehouse|sql|jvm|process|http|cnpg|barman|kubelet)[_:][\\w:]+)(?![\\w:]|\\{namespace=\"there\"[,}])");

    /** Another set may run in the same cluster, and whoever else calls something a service. */
    @ParameterizedTest
    @CsvSource({"'', alerts.yaml", "--rules postgres, postgres-alerts.yaml"})
    void alertRulesForTheOperatorAreThoseForPrometheusInOneNamespace(String options, String file) {
        var printed = rules(options + " --namespace there");

        assertThat(Manifests.of(printed).mistakes).isEmpty();
        var groups = Deployment.json(printed).at("/spec/groups");
        assertThat(groups.findValuesAsText("expr")).isNotEmpty().noneMatch(expression -> UNSCOPED.matcher(expression)
                .find());
        assertThat(groups.findValues("rules").stream().flatMap(JsonNode::valueStream))
                .allMatch(rule -> rule.at("/labels/namespace").asText().equals("there"));
        var everywhere = printed.replace("{namespace=\"there\"}", "")
                .replace("namespace=\"there\", ", "")
                .replace(", namespace: \"there\"}", "}")
                .replaceAll("\n *labels: \\{namespace: \"there\"}", "");
        assertThat(Deployment.json(everywhere).get("spec")).isEqualTo(Deployment.yaml("deploy/observability/" + file));
    }

    /** What is not labelled so, kube-prometheus-stack does not see, and says nothing. */
    @Test
    void prometheusOfTheUsualChartChoosesWhatIsForIt() {
        assertThat(Stream.of(rules(""), Deployment.text("deploy/kubernetes/components/pod-monitor/pod-monitor.yaml"))
                        .map(text -> Deployment.json(text)
                                .at("/metadata/labels/release")
                                .asText()))
                .containsOnly("kube-prometheus-stack");
        assertThat(Deployment.json(rules("--label team=doors"))
                        .at("/metadata/labels/team")
                        .asText())
                .isEqualTo("doors");
    }

    @Test
    void everyAlertOfPostgresLeadsToWhatToDoAboutIt() {
        var manual = Deployment.text("docs/operations.md");
        var rules =
                Deployment.json(rules("--rules postgres")).at("/spec/groups").findParents("alert");

        assertThat(rules).hasSizeGreaterThan(4).allSatisfy(rule -> {
            var alert = rule.get("alert").asText();
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/operations.md#" + alert.toLowerCase(Locale.ROOT));
            assertThat(manual).contains("\n### " + alert + "\n");
        });
    }

    private static String rules(String options) {
        return Script.bash(List.of(Script.CHECKOUT.resolve("deploy/observability/prometheus-rule") + " " + options))
                .output();
    }
}

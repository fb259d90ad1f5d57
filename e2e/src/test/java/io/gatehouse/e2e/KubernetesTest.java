package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests are valid, keep the rules that pods have, and fit each other and the processes they run. */
class KubernetesTest {

    static List<String> components() throws IOException {
        return Overlays.components();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void overlaysHaveNoMistakes(String overlay) {
        assertThat(KubernetesRules.mistakes(Manifests.rendered(Overlays.FOLDER.resolve(overlay))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentFits(String component, @TempDir Path copy) {
        assertThat(KubernetesRules.mistakes(Overlays.in(copy).base(component))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentFitsProduction(String component, @TempDir Path copy) {
        var overlays = Overlays.in(copy);
        var components = List.of(component);

        if (!component.equals("tls-ingress")) {
            assertThat(KubernetesRules.mistakes(overlays.production(components)))
                    .isEmpty();
        }
        if (!component.equals("tls")) {
            assertThat(KubernetesRules.mistakes(overlays.productionBehindIngress(components)))
                    .isEmpty();
        }
    }

    @Test
    void allComponentsTogetherFitProduction(@TempDir Path copy) throws IOException {
        var overlays = Overlays.in(copy);

        // tls-ingress is named after what it is for.
        var reversed = new ArrayList<>(components().reversed());
        reversed.remove("ingress");
        reversed.addFirst("ingress");

        assertThat(KubernetesRules.mistakes(overlays.production(reversed))).isEmpty();
        assertThat(KubernetesRules.mistakes(overlays.production(components()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GATEHOUSE_OTLP_ENDPOINT, http://collector.example.com:4317
            GATEHOUSE_DB_URL,        postgresql://pooler-rw.example.com:5432/gatehouse
            """)
    void settingsOfProductionHoldWhateverComponentsSay(String setting, String value, @TempDir Path copy)
            throws IOException {
        var overlays = Overlays.in(copy);
        overlays.write(
                "overlays/production/settings.yaml",
                Deployment.text("deploy/kubernetes/overlays/production/settings.yaml") + "  " + setting + ": " + value
                        + "\n");

        var settings = Manifests.of(overlays.production(components()))
                .all(ConfigMap.class)
                .map(map -> map.getData().get(setting))
                .filter(Objects::nonNull);

        assertThat(settings).containsExactly(value);
    }

    /** And a rollback brings the file from before back with them: its ConfigMap is another one. */
    @Test
    void changedRoutesRollTheGatewaysAndNothingElse(@TempDir Path copy) {
        var overlays = Overlays.in(copy);
        var before = templates(overlays.production(List.of("routes")));
        overlays.write("components/routes/routes.yaml", "{routes: []}");

        var after = templates(overlays.production(List.of("routes")));

        assertThat(after.get("gateway")).isNotEqualTo(before.get("gateway"));
        before.remove("gateway");
        assertThat(after).containsAllEntriesOf(before);
    }

    private static Map<String, PodTemplateSpec> templates(String rendered) {
        return Workload.of(Manifests.of(rendered)).collect(Collectors.toMap(Workload::name, Workload::template));
    }

    @Test
    void externalSecretsAreThoseOfTheExample() {
        var fetched = Manifests.of(
                        Deployment.text("deploy/kubernetes/components/external-secrets/external-secrets.yaml"))
                .all(GenericKubernetesResource.class)
                .map(secret -> secret.getMetadata().getName());

        assertThat(fetched).containsExactlyInAnyOrderElementsOf(SecretKeys.namesOfExample());
    }

    @Test
    void alertRulesForTheOperatorAreThoseForPrometheus() {
        var printed = Script.bash(List.of(Script.CHECKOUT
                        .resolve("deploy/observability/prometheus-rule")
                        .toString()))
                .output();

        assertThat(Manifests.of(printed).mistakes).isEmpty();
        assertThat(new Yaml().<Map<String, Object>>load(printed).get("spec"))
                .isEqualTo(new Yaml().<Object>load(Deployment.text("deploy/observability/alerts.yaml")));
    }
}

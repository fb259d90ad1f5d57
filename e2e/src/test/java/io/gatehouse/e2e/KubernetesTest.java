package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests are valid, keep the rules that pods have, and fit each other and the processes they run. */
class KubernetesTest {

    private static final Path FOLDER = Script.CHECKOUT.resolve("deploy/kubernetes");
    // What an operator puts beside them.
    private static final Map<String, String> FILES =
            Map.of("attributes", "attributes.schema.json", "routes", "routes.yaml");

    static Stream<String> components() throws IOException {
        try (var folders = Files.list(FOLDER.resolve("components"))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void overlaysHaveNoMistakes(String overlay) {
        assertThat(KubernetesRules.mistakes(Manifests.rendered(FOLDER.resolve(overlay))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentFits(String component, @TempDir Path copy) throws IOException {
        copyWithFiles(copy);
        var overlay = Files.createDirectory(copy.resolve("overlays/tried"));
        Files.writeString(overlay.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../../base]
                components: [../../components/%s]
                """.formatted(component));

        assertThat(KubernetesRules.mistakes(Manifests.rendered(overlay))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentFitsProduction(String component, @TempDir Path copy) throws IOException {
        copyWithFiles(copy);

        assertThat(KubernetesRules.mistakes(production(copy, List.of(component))))
                .isEmpty();
    }

    @Test
    void allComponentsTogetherFitProduction(@TempDir Path copy) throws IOException {
        copyWithFiles(copy);

        assertThat(KubernetesRules.mistakes(
                        production(copy, components().toList().reversed())))
                .isEmpty();
        assertThat(KubernetesRules.mistakes(production(copy, components().toList())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GATEHOUSE_OTLP_ENDPOINT, http://collector.example.com:4317
            GATEHOUSE_DB_URL,        postgresql://pooler-rw.example.com:5432/gatehouse
            """)
    void settingsOfProductionHoldWhateverComponentsSay(String setting, String value, @TempDir Path copy)
            throws IOException {
        copyWithFiles(copy);
        Files.writeString(
                copy.resolve("overlays/production/settings.yaml"),
                "  " + setting + ": " + value + "\n",
                StandardOpenOption.APPEND);

        var settings = Manifests.of(production(copy, components().toList()))
                .all(ConfigMap.class)
                .map(map -> map.getData().get(setting))
                .filter(Objects::nonNull);

        assertThat(settings).containsExactly(value);
    }

    /** And a rollback brings the file from before back with them: its ConfigMap is another one. */
    @Test
    void changedRoutesRollTheGatewaysAndNothingElse(@TempDir Path copy) throws IOException {
        copyWithFiles(copy);
        var before = templates(production(copy, List.of("routes")));
        Files.writeString(copy.resolve("components/routes/routes.yaml"), "{routes: []}");

        var after = templates(production(copy, List.of("routes")));

        assertThat(after.get("gateway")).isNotEqualTo(before.get("gateway"));
        before.remove("gateway");
        assertThat(after).containsAllEntriesOf(before);
    }

    private static Map<String, PodTemplateSpec> templates(String rendered) {
        return Workload.of(Manifests.of(rendered)).collect(Collectors.toMap(Workload::name, Workload::template));
    }

    private static void copyWithFiles(Path copy) throws IOException {
        Script.bash(List.of("cp -R '" + FOLDER + "/.' '" + copy + "'"));
        for (var file : FILES.entrySet()) {
            Files.writeString(copy.resolve("components/" + file.getKey() + "/" + file.getValue()), "{}");
        }
    }

    /** The overlay with these components after those that it has, as an operator names them. */
    private static String production(Path copy, List<String> components) throws IOException {
        var folder = copy.resolve("overlays/production");
        var own = "  - ../../components/ingress\n";
        var named = components.stream()
                .filter(component -> !own.contains("/" + component + "\n"))
                .map(component -> "  - ../../components/" + component + "\n")
                .collect(Collectors.joining());
        var text = Files.readString(FOLDER.resolve("overlays/production/kustomization.yaml"));
        assertThat(text).contains(own);
        Files.writeString(folder.resolve("kustomization.yaml"), text.replace(own, own + named));
        return Manifests.rendered(folder);
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

package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    void externalSecretsAreThoseOfTheExampleEachInOneComponent() throws IOException {
        var fetched = components().stream()
                .filter(component -> component.startsWith("external-secrets"))
                .flatMap(KubernetesTest::fetched);

        assertThat(fetched).containsExactlyInAnyOrderElementsOf(SecretKeys.namesOfExample());
    }

    /** An entry that is not in the store is an error in a cluster that does not need it. */
    @Test
    void externalSecretsOfEverySetAreThoseThatNoPodStartsWithout() {
        var needed = Workload.of(Manifests.of(Manifests.rendered(Overlays.FOLDER.resolve("overlays/production"))))
                .flatMap(workload -> workload.containers().stream())
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getValueFrom)
                .filter(source -> source != null && source.getSecretKeyRef() != null)
                .map(EnvVarSource::getSecretKeyRef)
                .filter(secret -> !Boolean.TRUE.equals(secret.getOptional()))
                .map(SecretKeySelector::getName)
                .collect(Collectors.toSet());

        assertThat(fetched("external-secrets")).containsExactlyInAnyOrderElementsOf(needed);
    }

    private static Stream<String> fetched(String component) {
        return Script.bash(List.of(
                        "cat '" + Overlays.FOLDER.resolve("components/" + component) + "'/external-secret*.yaml"))
                .output()
                .lines()
                .filter(line -> line.startsWith("metadata: {name: "))
                .map(line -> line.replaceAll(".*name: ([^,]+),.*", "$1"));
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentIsListedForOperators(String component) {
        assertThat(Deployment.text("docs/operations.md")).containsPattern("\\n\\|[^|]*`" + component + "`[^|]*\\|");
    }

    /** The certificate that vouches for the server, where services and migrator look for it, and without the key beside it. */
    @Test
    void postgresInTheClusterIsVouchedFor(@TempDir Path copy) {
        // attributes has a volume of its own.
        var manifests = Manifests.of(Overlays.in(copy).production(List.of("attributes", "cloudnative-pg")));

        var clients = Workload.of(manifests)
                .filter(workload -> "client".equals(workload.labels().get("gatehouse.io/postgresql")))
                .toList();

        assertThat(clients).hasSize(3).allSatisfy(client -> {
            assertThat(client.pod().getVolumes())
                    .filteredOn(volume -> volume.getName().equals("database-ca"))
                    .singleElement()
                    .satisfies(volume -> {
                        assertThat(volume.getConfigMap()).isNull();
                        assertThat(volume.getSecret().getSecretName()).isEqualTo("postgres-ca");
                        assertThat(volume.getSecret().getItems())
                                .extracting(KeyToPath::getKey)
                                .containsExactly("ca.crt");
                    });
            assertThat(client.containers()).allMatch(container -> container.getVolumeMounts().stream()
                    .anyMatch(mount -> mount.getName().equals("database-ca")
                            && mount.getMountPath().equals("/etc/gatehouse-database")));
        });
        assertThat(manifests.all(ConfigMap.class).map(map -> map.getData().get("GATEHOUSE_DATABASE_CA")))
                .contains("/etc/gatehouse-database/ca.crt");
    }

    /** Where those who speak to a server may be told whom to take for it, and nobody else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            database | auth-service migrator user-service
            redis    | auth-service gateway
            smtp     | auth-service
            """)
    void certificatesOfServersHaveAPlaceWhereTheyAreSpokenTo(String server, String clients) {
        var production = Manifests.of(Manifests.rendered(Overlays.FOLDER.resolve("overlays/production")));

        var told = Workload.of(production)
                .filter(workload -> workload.pod().getVolumes().stream()
                        .filter(volume -> volume.getName().equals(server + "-ca"))
                        .map(Volume::getConfigMap)
                        .anyMatch(map -> map.getName().equals("gatehouse-" + server + "-ca") && map.getOptional()))
                .filter(workload -> workload.containers().stream()
                        .allMatch(container -> container.getVolumeMounts().stream()
                                .anyMatch(mount -> mount.getName().equals(server + "-ca")
                                        && mount.getMountPath().equals("/etc/gatehouse-" + server))))
                .map(Workload::name);

        assertThat(told).containsExactlyInAnyOrder(clients.split(" "));
    }
}

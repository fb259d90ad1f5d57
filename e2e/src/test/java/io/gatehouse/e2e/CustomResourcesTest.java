package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** Mistakes in what operators read are seen as those in Kubernetes's own kinds are: each of these is one. */
class CustomResourcesTest {

    private static final List<String> FILES = List.of(
            "deploy/kubernetes/components/cloudnative-pg/cluster.yaml",
            "deploy/kubernetes/components/cloudnative-pg-backup/backup.yaml",
            "deploy/kubernetes/components/external-secrets/external-secrets.yaml",
            "deploy/kubernetes/gitops/flux.yaml");

    @Test
    void everyKindIsUsedAndRight() {
        var text = text();
        var used = StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false)
                .map(document -> Deployment.json(new Yaml().dump(document)))
                .map(document -> document.get("apiVersion").asText() + "/"
                        + document.get("kind").asText());

        assertThat(Manifests.of(text).mistakes).isEmpty();
        assertThat(used.collect(Collectors.toSet())).isEqualTo(CustomResources.kinds());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            instances: 3                  | instances: three                | Cluster postgres: spec.instances: string found, integer expected
            instances: 3                  | instance: 3                     | Cluster postgres: spec: property 'instance' is not defined
            imageName:                    | image:                          | Cluster postgres: spec: required property 'imageName' not found
            max_connections: "300"        | max_connections: 300            | Cluster postgres: spec.postgresql.parameters.max_connections: integer found
            bypassrls: true               | bypassRls: true                 | Cluster postgres: spec.managed.roles[1]: property 'bypassRls' is not defined
            passwordSecret: {name:        | passwordSecret: {secretName:    | Cluster postgres: spec.managed.roles[1].passwordSecret
            storage: {size: 20Gi}         | storage: {size: 20 GB}          | Cluster postgres: spec.storage.size
            labels: {app                  | label: {app                     | Cluster postgres: label: Unrecognized field
            schedule: "0 0 2 * * *"       | schedule: "0 2 * * *"           | ScheduledBackup postgres: spec.schedule
            method: plugin                | method: plug-in                 | ScheduledBackup postgres: spec.method
            destinationPath:              | destination:                    | ObjectStore postgres: spec.configuration: property 'destination' is not defined
            key: id                       | property: id                    | ObjectStore postgres: spec.configuration.s3Credentials.accessKeyId
            retentionPolicy: 30d          | retentionPolicy: 30             | ObjectStore postgres: spec.retentionPolicy
            dataFrom: [{extract: {key:    | dataFrom: [{extract: {entry:    | ExternalSecret gatehouse-owner-database: spec.dataFrom[0].extract
            kind: ClusterSecretStore      | kind: ClusterStore              | ExternalSecret gatehouse-owner-database: spec.secretStoreRef.kind
            external-secrets.io/v1        | external-secrets.io/v1beta1     | external-secrets.io/v1beta1/ExternalSecret is not known here
            dependsOn: [{name:            | dependsOn: [{kind:              | Kustomization gatehouse: spec.dependsOn[0]
            path: ./deploy                | path: deploy                    | Kustomization gatehouse-migrations: spec.path
            prune: true                   | pruned: true                    | Kustomization gatehouse-migrations: spec: property 'pruned' is not defined
            """)
    void mistakeIsNamed(String there, String instead, String said) {
        assertThat(text()).contains(there);

        assertThat(Manifests.of(text().replaceFirst(Pattern.quote(there), instead)).mistakes)
                .anyMatch(mistake -> mistake.contains(said), "says '" + said + "'");
    }

    private static String text() {
        return FILES.stream().map(Deployment::text).collect(Collectors.joining("---\n"));
    }
}

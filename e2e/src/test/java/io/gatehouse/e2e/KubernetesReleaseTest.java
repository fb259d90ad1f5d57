package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** A release to Kubernetes goes on while its steps succeed, and no further: by the script, with a cluster that is played, and by Flux. */
class KubernetesReleaseTest {

    private static final Path FOLDER = Script.CHECKOUT.resolve("deploy/kubernetes");
    private static final Path PRODUCTION = FOLDER.resolve("overlays/production");
    private static final String SERVICES = "-l app.kubernetes.io/component=service";
    // What it answers is in files beside it: patterns of calls that fail, secrets that are missing, the conditions of
    // the Job and why its pods do not run.
    private static final String KUBECTL = """
            #!/bin/sh
            here=$(dirname "$0")
            echo "$*" | sed 's, /[^ ]*/, ,g' >>"$here/calls"
            while read -r pattern; do
                case "$*" in $pattern) echo "the server says no" >&2; exit 1 ;; esac
            done <"$here/fails"
            case "$*" in
                *kustomize*) cat "$here/rendered" ;;
                *'get secret'*) grep -qw "$(echo "$*" | sed 's/.*get secret \\([^ ]*\\).*/\\1/')" "$here/missing" || printf yes ;;
                *'get job'*) cat "$here/conditions" ;;
                *'get pods'*) cat "$here/held-up" ;;
                *logs*) echo "[pod/migrator] relation already exists" ;;
            esac
            """;

    private static String rendered;

    @TempDir
    private Path folder;

    @BeforeAll
    static void render() {
        rendered = Manifests.rendered(PRODUCTION);
    }

    @BeforeEach
    void playCluster() throws IOException {
        program("kubectl", KUBECTL);
        // Time passes, and with it what was missing comes.
        program("sleep", "#!/bin/sh\necho waited >>\"$(dirname \"$0\")/calls\"\n: >\"$(dirname \"$0\")/missing\"\n");
        Files.writeString(folder.resolve("rendered"), rendered);
        Files.writeString(folder.resolve("conditions"), "SuccessCriteriaMet Complete");
        for (var file : List.of("calls", "fails", "missing", "held-up")) {
            Files.writeString(folder.resolve(file), "");
        }
    }

    @Test
    void servicesRollAfterTheMigrations() throws IOException {
        var released = release("--context there");

        assertThat(released.exitCode()).as(released.output()).isZero();
        assertThat(released.output()).endsWith("to the namespace gatehouse\n");
        assertThat(calls())
                .allMatch(call -> call.startsWith("--context there "))
                .filteredOn(call -> !call.contains(" get secret "))
                .map(call -> call.substring("--context there ".length()))
                .containsExactly(
                        "kustomize production",
                        "apply -f namespace.yaml",
                        "apply --dry-run=server -f all.yaml -l app.kubernetes.io/component notin (migration)",
                        "apply -f all.yaml -l app.kubernetes.io/component notin (service, migration)",
                        "-n gatehouse auth can-i get secrets",
                        "-n gatehouse delete job migrator --ignore-not-found",
                        "apply -f all.yaml -l app.kubernetes.io/component=migration",
                        "-n gatehouse get job migrator -o jsonpath={.status.conditions[?(@.status==\"True\")].type}",
                        "apply -f all.yaml " + SERVICES,
                        "-n gatehouse rollout status deployment/auth-service --timeout=20m",
                        "-n gatehouse rollout status deployment/gateway --timeout=20m",
                        "-n gatehouse rollout status deployment/user-service --timeout=20m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kustomize *               | cannot be rendered; nothing was applied
            *namespace.yaml           | the namespace gatehouse was not accepted; nothing was applied
            *--dry-run=server*        | the API server refuses some of it
            *notin (service, migra*   | settings and policies were not accepted; no service was touched
            *delete job*              | could not be deleted
            *component=migration      | the migrator's Job was not accepted; no service was touched
            *get job*                 | cannot be asked how it stands; no service was touched
            *component=service        | the services were not accepted
            *deployment/auth-service* | auth-service does not become ready
            """)
    void releaseStopsAtTheStepThatFails(String call, String sentence) throws IOException {
        Files.writeString(folder.resolve("fails"), call + "\n");

        var released = release("");

        assertThat(released.exitCode()).isEqualTo(1);
        assertThat(released.output()).contains("the server says no", "deploy/kubernetes/release: ", sentence);
        assertThat(calls().getLast()).matches(Pattern.quote(call).replace("*", "\\E.*\\Q"));
    }

    @Test
    void failedMigrationsShowTheirLogAndTouchNoService() throws IOException {
        Files.writeString(folder.resolve("conditions"), "FailureTarget Failed");

        var released = release("");

        assertThat(released.exitCode()).isEqualTo(1);
        assertThat(released.output())
                .contains("[pod/migrator] relation already exists", "the migrations failed; no service was touched");
        assertThat(calls()).noneMatch(call -> call.contains(SERVICES));
    }

    /** Which the Job does not tell before half an hour is over. */
    @Test
    void migratorThatCannotBeginSaysWhyMeanwhile() throws IOException {
        Files.writeString(folder.resolve("conditions"), "");
        Files.writeString(folder.resolve("held-up"), "ErrImagePull ErrImagePull  ContainerCreating  Unschedulable ");
        program("sleep", """
                #!/bin/sh
                here=$(dirname "$0")
                grep -q waited "$here/calls" && echo Complete >"$here/conditions"
                echo waited >>"$here/calls"
                """);

        var released = release("");

        assertThat(released.exitCode()).as(released.output()).isZero();
        assertThat(calls()).filteredOn("waited"::equals).hasSize(2);
        assertThat(released.output())
                .containsOnlyOnce("The migrator cannot begin: ErrImagePull Unschedulable (kubectl");
    }

    @Test
    void secretsThatAreMissingAreNamedBeforeTheMigrations() throws IOException {
        Files.writeString(folder.resolve("missing"), "gatehouse-redis gatehouse-smtp\n");

        var released = release("");

        assertThat(released.exitCode()).isEqualTo(1);
        // The mail server's may be missing.
        assertThat(released.output()).contains("not in the namespace gatehouse, or empty: gatehouse-redis/url (");
        assertThat(calls()).noneMatch(call -> call.contains(" job "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-api", "ingress"})
    void certificateOfWhoLetsRequestsInIsLookedFor(String component) throws IOException {
        Files.writeString(folder.resolve("rendered"), renderedWith("../../components/" + component));
        Files.writeString(folder.resolve("missing"), "gatehouse-tls\n");

        assertThat(release("").output()).contains("not in the namespace gatehouse, or empty: gatehouse-tls (");
    }

    /** That of a volume, those of the servers, and no others. */
    @Test
    void secretsOfComponentsAreLookedForAsWell() throws IOException {
        Files.writeString(
                folder.resolve("rendered"),
                renderedWith(
                        "../../components/cloudnative-pg, ../../components/cloudnative-pg-backup, ../../components/valkey"));

        var released = release("");

        assertThat(released.exitCode()).as(released.output()).isZero();
        assertThat(calls())
                .filteredOn(call -> call.contains(" get secret "))
                .map(call -> call.replaceAll(".* get secret (\\S+) .*?(?:index .data \"(\\w+)\".*)?$", "$1 $2"))
                .contains(
                        "postgres-ca ",
                        "gatehouse-owner-database ",
                        "gatehouse-owner-database url",
                        "gatehouse-backup-database ",
                        "gatehouse-backup-store id",
                        "gatehouse-backup-store secret",
                        "gatehouse-redis password")
                .noneMatch(call -> call.startsWith("gatehouse-administrator") || call.startsWith("gatehouse-smtp"));
    }

    @ParameterizedTest
    @CsvSource({"kind: ExternalSecret, gatehouse-redis", "'    cert-manager.io/cluster-issuer: some', gatehouse-tls"})
    void secretsOfAnOperatorAreWaitedFor(String line, String secret) throws IOException {
        Files.writeString(folder.resolve("rendered"), rendered + "---\n" + line + "\n");
        Files.writeString(folder.resolve("missing"), secret + "\n");

        var released = release("");

        assertThat(released.exitCode()).as(released.output()).isZero();
        assertThat(calls()).containsOnlyOnce("waited");
    }

    @Test
    void whoMayNotReadSecretsReleasesWithoutLooking() throws IOException {
        Files.writeString(folder.resolve("fails"), "*can-i*\n");

        var released = release("");

        assertThat(released.exitCode()).as(released.output()).isZero();
        assertThat(released.output()).contains("was not looked at");
        assertThat(calls()).noneMatch(call -> call.contains(" get secret "));
    }

    @Test
    void releaseOfNothingSaysHowItIsCalled() {
        var released = Script.bash(List.of("'" + FOLDER.resolve("release") + "' nowhere"));

        assertThat(released.exitCode()).isEqualTo(1);
        assertThat(released.output()).contains("it is 'deploy/kubernetes/release OVERLAY'");
    }

    @Test
    void fluxAppliesTheServicesAfterTheRestAndEverythingOnce() throws IOException {
        var halves = StreamSupport.stream(
                        new Yaml()
                                .loadAll(Deployment.text("deploy/kubernetes/gitops/flux.yaml"))
                                .spliterator(),
                        false)
                .map(Map.class::cast)
                .toList();
        var first = names(half(halves.getFirst()));
        var second = names(half(halves.getLast()));

        assertThat(halves).hasSize(2);
        assertThat(first)
                .contains("Job migrator", "NetworkPolicy default-deny")
                .noneMatch(KubernetesReleaseTest::isOfServices);
        assertThat(second)
                .allMatch(KubernetesReleaseTest::isOfServices)
                .anyMatch(name -> name.startsWith("ConfigMap gatehouse-"));
        assertThat(Stream.concat(first.stream(), second.stream())).containsExactlyInAnyOrderElementsOf(names(rendered));
        assertThat(((Map<?, ?>) halves.getLast().get("spec")).get("dependsOn"))
                .isEqualTo(List.of(Map.of("name", "gatehouse-migrations")));
    }

    private static boolean isOfServices(String name) {
        return name.startsWith("ConfigMap ")
                || (Script.SERVICES.stream()
                                .flatMap(service -> Stream.of(service.folder(), service.folder() + "-pods"))
                                .anyMatch(service -> name.endsWith(" " + service))
                        && Stream.of("NetworkPolicy ", "HTTPRoute ").noneMatch(name::startsWith));
    }

    /** The overlay with the patches of one of Flux's Kustomizations, as Flux renders it. */
    private String half(Map<?, ?> kustomization) throws IOException {
        var patched = Files.createTempDirectory(folder, "half");
        Script.bash(List.of("cp -R '" + FOLDER + "/.' '" + patched + "'"));
        var overlay = patched.resolve("overlays/production/kustomization.yaml");
        Map<String, Object> content = new Yaml().load(Files.readString(overlay));
        var patches = new ArrayList<Object>((List<?>) content.get("patches"));
        patches.addAll((List<?>) ((Map<?, ?>) kustomization.get("spec")).get("patches"));
        content.put("patches", patches);
        Files.writeString(overlay, new Yaml().dump(content));
        return Manifests.rendered(overlay.getParent());
    }

    private static List<String> names(String yaml) {
        return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
                .map(Map.class::cast)
                .map(document -> document.get("kind") + " " + ((Map<?, ?>) document.get("metadata")).get("name"))
                .toList();
    }

    /** The base with these components. */
    private String renderedWith(String components) throws IOException {
        Script.bash(List.of("cp -R '" + FOLDER + "/.' '" + folder.resolve("deploy") + "'"));
        var overlay = Files.createDirectories(folder.resolve("deploy/overlays/tried"));
        Files.writeString(
                overlay.resolve("kustomization.yaml"), "resources: [../../base]\ncomponents: [" + components + "]\n");
        return Manifests.rendered(overlay);
    }

    private Script.Result release(String options) {
        return Script.bash(List.of(
                "PATH='" + folder + "':$PATH '" + FOLDER.resolve("release") + "' '" + PRODUCTION + "' " + options));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private void program(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}

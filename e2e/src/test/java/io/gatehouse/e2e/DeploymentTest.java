package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.e2e.Deployment.Container;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that operators use agree with the processes they are about, and with each other. */
class DeploymentTest {

    private static final List<String> SERVICES = Deployment.SERVICES;
    private static final int MANAGEMENT_PORT = 9000;
    private static final int HEAP_MIB = 64;
    private static final int HASH_MIB = 19;

    static Stream<Container> containers() {
        return Deployment.containers();
    }

    static Stream<Container> services() {
        return Deployment.containers().filter(container -> !container.image().equals(Deployment.MIGRATOR));
    }

    @Test
    void composeAndKubernetesRunEveryProcess() {
        var images = Deployment.containers().map(Container::image);

        // In both places, and the migrator once for each schema.
        assertThat(images)
                .containsExactlyInAnyOrderElementsOf(Script.SERVICES.stream()
                        .flatMap(service -> Stream.concat(
                                Stream.of(service.folder()),
                                service.schema().map(schema -> Deployment.MIGRATOR).stream()))
                        .flatMap(image -> Stream.of(image, image))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void everySettingGivenIsDocumented(Container container) {
        assertThat(Deployment.documentedSettings())
                .containsAll(container.settings().keySet());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void everySettingNeededIsGiven(Container container) {
        assertThat(container.settings().keySet())
                .containsAll(Deployment.requiredSettings(container.image()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void requestsInFlightMayFinishBeforeTheProcessIsKilled(Container container) {
        var settings = container.settings();

        var needed = Deployment.number(settings.get("GATEHOUSE_SHUTDOWN_DELAY"))
                + Deployment.number(settings.get("GATEHOUSE_SHUTDOWN_TIMEOUT"));

        assertThat(container.graceSeconds()).isGreaterThan(needed);
    }

    @ParameterizedTest
    @MethodSource("services")
    void hashesFitTheHeap(Container container) {
        var percent =
                Pattern.compile("MaxRAMPercentage=(\\d+)").matcher(Deployment.text("deploy/images/Dockerfile.jvm"));
        assertThat(percent.find()).isTrue();
        var threads = container.image().equals("auth-service")
                ? Deployment.number(container.settings().get("GATEHOUSE_PASSWORD_THREADS"))
                : 0;

        var heap = container.memoryMib() * Integer.parseInt(percent.group(1)) / 100;

        assertThat(heap).isGreaterThanOrEqualTo(HEAP_MIB + threads * HASH_MIB);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void serviceListensWhereItsManifestsAndImagesSay(String service) {
        var port = Deployment.number(Deployment.text(service + "/src/main/resources/application.properties")
                .replaceAll("(?s).*GATEHOUSE_PORT:(\\d+).*", "$1"));

        assertThat(named("http", pod(service).at("/containers/0/ports"))
                        .get("containerPort")
                        .asInt())
                .isEqualTo(port);
        assertThat(named("http", manifest(service, "Service").at("/spec/ports"))
                        .get("port")
                        .asInt())
                .isEqualTo(port);
        for (var image : List.of("jvm", "native")) {
            assertThat(Deployment.text("deploy/images/Dockerfile." + image))
                    .containsPattern("AS " + service + "\nEXPOSE " + port + "\n")
                    .contains("GATEHOUSE_MANAGEMENT_PORT=" + MANAGEMENT_PORT + "\n");
        }
        assertThat(Deployment.containers().flatMap(container -> container.settings().values().stream()))
                .filteredOn(value -> value.startsWith("http://" + service + ":"))
                .allMatch(value -> value.equals("http://" + service + ":" + port));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void probesAskTheManagementPort(String service) {
        var container = pod(service).at("/containers/0");

        assertThat(named("management", container.get("ports"))
                        .get("containerPort")
                        .asInt())
                .isEqualTo(MANAGEMENT_PORT);
        Map.of("startupProbe", "started", "readinessProbe", "ready", "livenessProbe", "live")
                .forEach((probe, path) -> {
                    assertThat(container.at("/" + probe + "/httpGet/port").asText())
                            .isEqualTo("management");
                    assertThat(container.at("/" + probe + "/httpGet/path").asText())
                            .isEqualTo("/q/health/" + path);
                });
        assertThat(Deployment.yaml("deploy/compose.yaml")
                        .at("/services/" + service + "/healthcheck/test/3")
                        .asText())
                .contains("/dev/tcp/127.0.0.1/" + MANAGEMENT_PORT + ";")
                .contains("GET /q/health/ready HTTP");
    }

    @Test
    void everySecretReferredToIsInTheExample() {
        var keys = Deployment.manifests("secrets.example.yaml")
                .flatMap(secret -> secret.get("stringData")
                        .propertyStream()
                        .map(entry -> secret.at("/metadata/name").asText() + "/" + entry.getKey()))
                .toList();

        var references = Stream.concat(SERVICES.stream(), Stream.of(Deployment.MIGRATOR))
                .flatMap(name -> Deployment.manifests(name + ".yaml"))
                .flatMap(manifest -> manifest.findValues("secretKeyRef").stream())
                .map(reference -> reference.get("name").asText() + "/"
                        + reference.get("key").asText())
                .distinct();

        assertThat(references).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void onlyTheGatewayIsPublished() {
        var published = Deployment.yaml("deploy/compose.yaml")
                .get("services")
                .propertyStream()
                .filter(service -> !service.getValue().has("profiles"))
                .filter(service -> service.getValue().has("ports"))
                .map(Map.Entry::getKey);

        assertThat(published).containsExactly("gateway");
    }

    private static JsonNode pod(String service) {
        return manifest(service, "Deployment").at("/spec/template/spec");
    }

    private static JsonNode manifest(String service, String kind) {
        return Deployment.manifests(service + ".yaml")
                .filter(manifest -> manifest.get("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode named(String name, JsonNode list) {
        return list.valueStream()
                .filter(item -> item.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

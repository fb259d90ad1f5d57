package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Deployment.Container;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that operators use agree with the processes they are about, and with each other. */
class DeploymentTest {

    private static final int MANAGEMENT_PORT = 9000;
    // What the components cloudnative-pg, cloudnative-pg-backup and valkey want beside what the set wants.
    private static final List<String> OF_COMPONENTS = List.of(
            "gatehouse-owner-database/username",
            "gatehouse-owner-database/password",
            "gatehouse-redis/password",
            "gatehouse-backup-database/username",
            "gatehouse-backup-database/password",
            "gatehouse-backup-store/id",
            "gatehouse-backup-store/secret");

    static Stream<String> services() {
        return Deployment.SERVICES.stream();
    }

    static Stream<Container> containers() {
        return Deployment.containers();
    }

    @Test
    void composeRunsEveryProcess() {
        var images = Deployment.containers().map(Container::image);

        // The migrator once for each schema.
        assertThat(images)
                .containsExactlyInAnyOrderElementsOf(Script.SERVICES.stream()
                        .flatMap(service -> Stream.concat(
                                Stream.of(service.folder()),
                                service.schema().map(schema -> Deployment.MIGRATOR).stream()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void everyContainerIsRunAsItsProcessNeeds(Container container) {
        assertThat(container.mistakes()).isEmpty();
        assertThat(container.settings()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void serviceListensWhereItsManifestsAndImagesSay(String service) {
        var port = Deployment.number(Deployment.text(service + "/src/main/resources/application.properties")
                .replaceAll("(?s).*GATEHOUSE_PORT:(\\d+).*", "$1"));

        for (var image : List.of("jvm", "native")) {
            assertThat(Deployment.text("deploy/images/Dockerfile." + image))
                    .containsPattern("AS " + service + "\nEXPOSE " + port + "\n")
                    .contains("GATEHOUSE_MANAGEMENT_PORT=" + MANAGEMENT_PORT + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void healthCheckAsksTheManagementPort(String service) {
        assertThat(Deployment.yaml("deploy/compose.yaml")
                        .at("/services/" + service + "/healthcheck/test/3")
                        .asText())
                .contains("/dev/tcp/127.0.0.1/" + MANAGEMENT_PORT + ";")
                .contains("GET /q/health/ready HTTP");
    }

    @Test
    void everySecretReferredToIsInTheExample() {
        var rendered =
                Manifests.of(Manifests.rendered(Script.CHECKOUT.resolve("deploy/kubernetes/overlays/production")));

        var references = Workload.of(rendered)
                .flatMap(workload -> workload.containers().stream())
                .flatMap(container -> container.getEnv().stream())
                .filter(entry -> entry.getValueFrom() != null)
                .map(entry -> entry.getValueFrom().getSecretKeyRef())
                .map(secret -> secret.getName() + "/" + secret.getKey())
                .distinct();

        assertThat(Stream.concat(references, OF_COMPONENTS.stream()))
                .containsExactlyInAnyOrderElementsOf(SecretKeys.example());
    }

    @Test
    void whatObservesIsForThisMachineAloneAndFindsItsFiles() {
        var observers = Deployment.yaml("deploy/compose.yaml")
                .get("services")
                .valueStream()
                .filter(service -> service.has("profiles"))
                .toList();

        assertThat(observers).hasSizeGreaterThan(3);
        assertThat(observers.stream().flatMap(observer -> observer.path("ports").valueStream()))
                .allMatch(port -> port.asText().startsWith("127.0.0.1:"));
        assertThat(observers.stream()
                        .flatMap(observer -> observer.path("volumes").valueStream()))
                .isNotEmpty()
                .allMatch(mount -> Files.exists(
                        Script.CHECKOUT.resolve("deploy").resolve(mount.asText().replaceAll(":.*", ""))));
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
}

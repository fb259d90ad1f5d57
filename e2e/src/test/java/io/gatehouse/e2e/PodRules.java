package io.gatehouse.e2e;

import static io.gatehouse.e2e.KubernetesRules.unless;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a pod may not be, and what its containers must have. */
final class PodRules {

    private static final int MANAGEMENT_PORT = Deployment.number(
            Deployment.text("deploy/images/Dockerfile.jvm").replaceAll("(?s).*GATEHOUSE_MANAGEMENT_PORT=", ""));

    private PodRules() {}

    static Stream<String> mistakes(Workload workload) {
        var always = workload.containers().stream()
                .flatMap(container -> named(
                        workload, container, Stream.concat(ofSecurity(workload, container), ofResources(container))));
        var serving = workload.pod().getContainers().stream()
                .flatMap(container -> named(workload, container, ofProbes(container)));
        return Stream.of(ofPod(workload), ofPlaces(workload), always, serving).flatMap(mistakes -> mistakes);
    }

    private static Stream<String> named(Workload workload, Container container, Stream<String> mistakes) {
        return mistakes.map(mistake -> workload.name() + ": " + container.getName() + ": " + mistake);
    }

    private static Stream<String> ofPod(Workload workload) {
        var pod = workload.pod();
        return Stream.of(
                        unless(
                                Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()),
                                "gets a token of its service account"),
                        unless(
                                pod.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null),
                                "mounts a folder of the node"),
                        unless(
                                Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC())
                                        .noneMatch(Boolean.TRUE::equals),
                                "shares a namespace of the node"))
                .flatMap(mistakes -> mistakes)
                .map(mistake -> workload.name() + ": " + mistake);
    }

    // A constraint of one's own replaces those that the scheduler has for all.
    private static Stream<String> ofPlaces(Workload workload) {
        var constraints = workload.pod().getTopologySpreadConstraints().stream()
                .filter(constraint -> Workload.matches(constraint.getLabelSelector(), workload.labels()))
                .map(TopologySpreadConstraint::getTopologyKey)
                .toList();
        return Script.SERVICES.stream()
                .filter(service -> service.folder().equals(workload.name()))
                .flatMap(_ -> Stream.of("topology.kubernetes.io/zone", "kubernetes.io/hostname"))
                .flatMap(place ->
                        unless(constraints.contains(place), workload.name() + ": is not spread over each " + place));
    }

    private static Stream<String> ofSecurity(Workload workload, Container container) {
        var pod = Objects.requireNonNull(workload.pod().getSecurityContext(), "a pod's securityContext");
        var own = Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
        var seccomp = Objects.requireNonNullElseGet(own.getSeccompProfile(), pod::getSeccompProfile);
        var drops = own.getCapabilities() == null
                ? Set.<String>of()
                : Set.copyOf(own.getCapabilities().getDrop());
        return Stream.of(
                        unless(
                                Boolean.TRUE.equals(
                                        Objects.requireNonNullElseGet(own.getRunAsNonRoot(), pod::getRunAsNonRoot)),
                                "may run as root"),
                        unless(
                                Stream.of(own.getRunAsUser(), pod.getRunAsUser())
                                        .noneMatch(user -> user != null && user == 0),
                                "runs as root"),
                        unless(
                                Boolean.TRUE.equals(own.getReadOnlyRootFilesystem()),
                                "may write to its root file system"),
                        unless(Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()), "may escalate its privileges"),
                        unless(!Boolean.TRUE.equals(own.getPrivileged()), "is privileged"),
                        unless(
                                drops.contains("ALL")
                                        && own.getCapabilities().getAdd().isEmpty(),
                                "keeps capabilities"),
                        unless(
                                seccomp != null && seccomp.getType().equals("RuntimeDefault"),
                                "has no profile for seccomp"))
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<String> ofResources(Container container) {
        var resources = container.getResources();
        return Stream.of("cpu", "memory")
                .flatMap(resource -> Stream.concat(
                        unless(
                                resources != null && resources.getRequests().containsKey(resource),
                                "requests no " + resource),
                        unless(
                                resources != null && resources.getLimits().containsKey(resource),
                                "has no limit of " + resource)));
    }

    private static Stream<String> ofProbes(Container container) {
        return Script.SERVICES.stream()
                .filter(service -> Deployment.process(container.getImage()).equals(service.folder()))
                .flatMap(service -> Stream.concat(
                        ofPorts(container, Map.of("http", service.httpPort(), "management", MANAGEMENT_PORT)),
                        Stream.of(
                                        ofProbe(container.getStartupProbe(), "startupProbe", "/q/health/started"),
                                        ofProbe(container.getReadinessProbe(), "readinessProbe", "/q/health/ready"),
                                        ofProbe(container.getLivenessProbe(), "livenessProbe", "/q/health/live"))
                                .flatMap(mistakes -> mistakes)));
    }

    private static Stream<String> ofPorts(Container container, Map<String, Integer> ports) {
        return ports.entrySet().stream()
                .flatMap(port -> unless(
                        container.getPorts().stream()
                                .filter(given -> given.getName().equals(port.getKey()))
                                .map(ContainerPort::getContainerPort)
                                .anyMatch(port.getValue()::equals),
                        "port " + port.getKey() + " is not " + port.getValue()));
    }

    private static Stream<String> ofProbe(Probe probe, String name, String path) {
        if (probe == null || probe.getHttpGet() == null) {
            return Stream.of("has no " + name);
        }
        var asked = probe.getHttpGet();
        return Stream.concat(
                unless(asked.getPath().equals(path), name + " asks " + asked.getPath() + " and not " + path),
                unless(
                        "management".equals(asked.getPort().getStrVal()),
                        name + " asks the port " + asked.getPort().getValue() + " and not management"));
    }
}

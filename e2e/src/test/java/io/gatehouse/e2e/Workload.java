package io.gatehouse.e2e;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs pods.
 *
 * @param replicas how many, if its manifest says so
 * @param claims the volumes that each pod gets of its own
 */
record Workload(
        String name,
        Optional<LabelSelector> selector,
        Optional<Integer> replicas,
        PodTemplateSpec template,
        List<String> claims) {

    // Certificates of the servers.
    private static final List<ConfigMapVolumeSource> OPTIONAL = Stream.of(
                    "gatehouse-database-ca", "gatehouse-redis-ca", "gatehouse-smtp-ca")
            .map(name -> new ConfigMapVolumeSource(null, List.of(), name, true))
            .toList();

    static Stream<Workload> of(Manifests manifests) {
        return Stream.of(
                        manifests.all(Deployment.class).map(Workload::of),
                        manifests.all(StatefulSet.class).map(Workload::of),
                        manifests.all(Job.class).map(Workload::of))
                .flatMap(workloads -> workloads);
    }

    static boolean matches(LabelSelector selector, Map<String, String> labels) {
        if (!selector.getMatchExpressions().isEmpty()) {
            throw new UnsupportedOperationException("matchExpressions are not understood here");
        }
        return matches(selector.getMatchLabels(), labels);
    }

    static boolean matches(Map<String, String> wanted, Map<String, String> labels) {
        return wanted == null || labels.entrySet().containsAll(wanted.entrySet());
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    PodSpec pod() {
        return template.getSpec();
    }

    /** All that run in a pod, those that run first included. */
    List<Container> containers() {
        return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream())
                .toList();
    }

    /** The names of those that its containers read, or that are mounted; but for those that an operator may bring or not. */
    Stream<String> configMaps() {
        return Stream.concat(
                containers().stream()
                        .flatMap(container -> container.getEnvFrom().stream())
                        .map(source -> source.getConfigMapRef().getName()),
                pod().getVolumes().stream()
                        .map(Volume::getConfigMap)
                        .filter(Objects::nonNull)
                        .filter(map -> !OPTIONAL.contains(map))
                        .map(ConfigMapVolumeSource::getName));
    }

    boolean hasPort(String name) {
        return ports().anyMatch(port -> port.equals(name));
    }

    /** The first one, at which it is called. */
    int port() {
        return pod().getContainers().getFirst().getPorts().getFirst().getContainerPort();
    }

    private Stream<String> ports() {
        return pod().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .flatMap(port ->
                        Stream.of(port.getName(), port.getContainerPort().toString()));
    }

    private static Workload of(Deployment deployment) {
        var spec = deployment.getSpec();
        return new Workload(
                deployment.getMetadata().getName(),
                Optional.of(spec.getSelector()),
                Optional.ofNullable(spec.getReplicas()),
                spec.getTemplate(),
                List.of());
    }

    private static Workload of(StatefulSet set) {
        var spec = set.getSpec();
        return new Workload(
                set.getMetadata().getName(),
                Optional.of(spec.getSelector()),
                Optional.ofNullable(spec.getReplicas()),
                spec.getTemplate(),
                spec.getVolumeClaimTemplates().stream()
                        .map(claim -> claim.getMetadata().getName())
                        .toList());
    }

    private static Workload of(Job job) {
        return new Workload(
                job.getMetadata().getName(),
                Optional.empty(),
                Optional.empty(),
                job.getSpec().getTemplate(),
                List.of());
    }
}

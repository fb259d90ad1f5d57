package io.gatehouse.e2e;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everything that is wrong with a set of manifests, a sentence each that names the culprit. */
final class KubernetesRules {

    private static final int GRACE_BY_DEFAULT = 30;

    private KubernetesRules() {}

    static List<String> mistakes(String yaml) {
        var manifests = Manifests.of(yaml);
        // What could not be read is missing everywhere else.
        return manifests.mistakes.isEmpty() ? mistakes(manifests).toList() : manifests.mistakes;
    }

    static Stream<String> unless(boolean good, String mistake) {
        return good ? Stream.empty() : Stream.of(mistake);
    }

    private static Stream<String> mistakes(Manifests manifests) {
        return Stream.of(
                        Workload.of(manifests).flatMap(PodRules::mistakes),
                        Workload.of(manifests)
                                .flatMap(workload -> processes(manifests, workload))
                                .flatMap(Deployment.Container::mistakes),
                        LinkRules.mistakes(manifests),
                        DiscoveryRules.mistakes(manifests),
                        OrderRules.mistakes(manifests),
                        NetworkRules.mistakes(manifests),
                        AddressRules.mistakes(manifests),
                        manifests.all(Namespace.class).flatMap(KubernetesRules::ofNamespace),
                        ofProcesses(manifests))
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<String> ofNamespace(Namespace namespace) {
        return Stream.of("enforce", "audit", "warn")
                .flatMap(mode -> unless(
                        "restricted"
                                .equals(namespace.getMetadata().getLabels().get("pod-security.kubernetes.io/" + mode)),
                        "Namespace " + namespace.getMetadata().getName() + ": pod security is not restricted: "
                                + mode));
    }

    private static Stream<String> ofProcesses(Manifests manifests) {
        var schemas = Workload.of(manifests)
                .flatMap(workload -> processes(manifests, workload))
                .filter(container -> container.image().equals(Deployment.MIGRATOR))
                .map(container -> container.settings().get("GATEHOUSE_DB_SCHEMA"))
                .toList();
        return Script.SERVICES.stream()
                .flatMap(service -> Stream.concat(
                        unless(manifests.has("Deployment", service.folder()), service.folder() + ": is not deployed"),
                        service.schema().stream()
                                .flatMap(schema ->
                                        unless(schemas.contains(schema), "migrator: no container for " + schema))));
    }

    /** The containers that run processes of ours, with all settings they are given. */
    static Stream<Deployment.Container> processes(Manifests manifests, Workload workload) {
        var grace = workload.pod().getTerminationGracePeriodSeconds();
        return workload.containers().stream()
                .filter(container -> !Deployment.process(container.getImage()).isEmpty())
                .map(container -> new Deployment.Container(
                        Deployment.process(container.getImage()),
                        settings(manifests, container),
                        memory(container),
                        grace == null ? GRACE_BY_DEFAULT : Math.toIntExact(grace)));
    }

    // Without a limit, which is a mistake of its own, as much as there may be.
    private static int memory(Container container) {
        var limits = container.getResources() == null
                ? Map.<String, Quantity>of()
                : container.getResources().getLimits();
        return limits.containsKey("memory")
                ? Quantity.getAmountInBytes(limits.get("memory")).intValueExact() >> 20
                : Integer.MAX_VALUE >> 10;
    }

    private static Map<String, String> settings(Manifests manifests, Container container) {
        var settings = new LinkedHashMap<String, String>();
        container.getEnvFrom().stream()
                .map(source -> source.getConfigMapRef().getName())
                .flatMap(name -> manifests.all(ConfigMap.class).filter(named(name)))
                .forEach(map -> settings.putAll(map.getData()));
        container
                .getEnv()
                .forEach(entry -> settings.put(entry.getName(), Objects.requireNonNullElse(entry.getValue(), "")));
        return settings;
    }

    static Predicate<HasMetadata> named(String name) {
        return resource -> resource.getMetadata().getName().equals(name);
    }
}

package io.gatehouse.e2e;

import static io.gatehouse.e2e.KubernetesRules.named;
import static io.gatehouse.e2e.KubernetesRules.unless;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What refers to something else in a set of manifests refers to what is there. */
final class LinkRules {

    // Ten of the characters that kustomize writes its hashes in.
    private static final Pattern HASHED = Pattern.compile(".+-[2456789bcdfghkmt]{10}");

    private final Manifests manifests;

    private LinkRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static Stream<String> mistakes(Manifests manifests) {
        var rules = new LinkRules(manifests);
        return Stream.of(
                        rules.workloads().flatMap(rules::ofWorkload),
                        manifests.all(Service.class).flatMap(rules::ofService),
                        manifests.all(PodDisruptionBudget.class).flatMap(rules::ofBudget),
                        manifests.all(HorizontalPodAutoscaler.class).flatMap(rules::ofScaler),
                        manifests
                                .all(PodMonitor.class)
                                .filter(named("gatehouse"))
                                .flatMap(rules::ofMonitor),
                        manifests.all(Ingress.class).flatMap(rules::ofIngress),
                        manifests.all(HTTPRoute.class).flatMap(rules::ofRoute),
                        manifests.all(BackendTLSPolicy.class).flatMap(rules::ofTlsPolicy),
                        Script.SERVICES.stream().flatMap(rules::ofCompleteness))
                .flatMap(mistakes -> mistakes);
    }

    private Stream<Workload> workloads() {
        return Workload.of(manifests);
    }

    private Stream<String> ofWorkload(Workload workload) {
        var containers = workload.containers();
        var account = workload.pod().getServiceAccountName();
        return Stream.of(
                        workload.selector().stream()
                                .flatMap(selector -> unless(
                                        Workload.matches(selector, workload.labels()),
                                        "its selector does not match its labels")),
                        unless(
                                account == null || manifests.has("ServiceAccount", account),
                                "no ServiceAccount " + account),
                        workload.configMaps()
                                .flatMap(map -> unless(manifests.has("ConfigMap", map), "no ConfigMap " + map)),
                        workload.configMaps().flatMap(LinkRules::ofVersion),
                        containers.stream()
                                .flatMap(container -> container.getEnv().stream())
                                .filter(entry -> entry.getValueFrom() != null)
                                .map(entry -> entry.getValueFrom().getSecretKeyRef())
                                .filter(Objects::nonNull)
                                .filter(secret -> !Boolean.TRUE.equals(secret.getOptional()))
                                .flatMap(this::ofSecret),
                        containers.stream()
                                .flatMap(container -> container.getVolumeMounts().stream())
                                .map(mount -> mount.getName())
                                .flatMap(volume -> unless(isVolume(workload, volume), "no volume " + volume)))
                .flatMap(mistakes -> mistakes)
                .map(mistake -> workload.name() + ": " + mistake);
    }

    // Under a name that stays, pods of the version before would
    // read what is for the next one, also after a rollback to it.
    private static Stream<String> ofVersion(String map) {
        return unless(HASHED.matcher(map).matches(), "ConfigMap " + map + " has the same name for every content");
    }

    // A StatefulSet's come from its claims, too.
    private static boolean isVolume(Workload workload, String name) {
        return workload.claims().contains(name)
                || workload.pod().getVolumes().stream()
                        .anyMatch(volume -> volume.getName().equals(name));
    }

    private Stream<String> ofSecret(SecretKeySelector secret) {
        return unless(
                SecretKeys.of(manifests).contains(secret.getName() + "/" + secret.getKey()),
                "no key " + secret.getKey() + " in a Secret " + secret.getName());
    }

    private Stream<String> ofService(Service service) {
        var name = "Service " + service.getMetadata().getName() + ": ";
        var selected = workloads()
                .filter(workload -> Workload.matches(service.getSpec().getSelector(), workload.labels()))
                .toList();
        return Stream.concat(
                unless(selected.size() == 1, name + "selects " + selected.size() + " workloads"),
                service.getSpec().getPorts().stream()
                        .map(port -> port.getTargetPort().getValue().toString())
                        .filter(port -> selected.stream().noneMatch(workload -> workload.hasPort(port)))
                        .map(port -> name + "no port " + port + " in its pods"));
    }

    private Stream<String> ofBudget(PodDisruptionBudget budget) {
        var selector = budget.getSpec().getSelector();
        return unless(
                workloads().anyMatch(workload -> Workload.matches(selector, workload.labels())),
                "PodDisruptionBudget " + budget.getMetadata().getName() + ": selects nothing");
    }

    private Stream<String> ofScaler(HorizontalPodAutoscaler scaler) {
        var target = scaler.getSpec().getScaleTargetRef();
        var name = "HorizontalPodAutoscaler " + scaler.getMetadata().getName() + ": ";
        var bounds = scaler.getSpec();
        return Stream.of(
                        unless(manifests.has(target.getKind(), target.getName()), name + "no " + target.getName()),
                        workloads()
                                .filter(workload -> workload.name().equals(target.getName()))
                                .flatMap(workload -> unless(
                                        workload.replicas().isEmpty(),
                                        name + "so does the Deployment decide replicas")),
                        unless(
                                bounds.getMinReplicas() <= bounds.getMaxReplicas(),
                                name + "its least is above its most"),
                        target.getName().equals("gateway") ? ofShare(scaler) : Stream.<String>empty())
                .flatMap(mistakes -> mistakes);
    }

    // What each replica grants while Redis is gone.
    private Stream<String> ofShare(HorizontalPodAutoscaler scaler) {
        return manifests
                .all(ConfigMap.class)
                .map(ConfigMap::getData)
                .filter(settings -> settings.containsKey("GATEHOUSE_REPLICAS"))
                .map(settings -> Integer.valueOf(settings.get("GATEHOUSE_REPLICAS")))
                .flatMap(replicas -> unless(
                        replicas.equals(scaler.getSpec().getMinReplicas()),
                        "GATEHOUSE_REPLICAS is " + replicas + ", and the least of the gateway is "
                                + scaler.getSpec().getMinReplicas()));
    }

    private Stream<String> ofMonitor(PodMonitor monitor) {
        var name = "PodMonitor " + monitor.getMetadata().getName() + ": ";
        return Script.SERVICES.stream().flatMap(service -> workloads()
                .filter(workload -> workload.name().equals(service.folder()))
                .flatMap(workload -> Stream.concat(
                        unless(
                                Workload.matches(monitor.getSpec().getSelector(), workload.labels()),
                                name + "does not select " + workload.name()),
                        monitor.getSpec().getPodMetricsEndpoints().stream()
                                .flatMap(endpoint -> unless(
                                        workload.hasPort(endpoint.getPort())
                                                && endpoint.getPath().equals("/q/metrics"),
                                        name + "no " + endpoint.getPort() + endpoint.getPath())))));
    }

    private Stream<String> ofIngress(Ingress ingress) {
        return ingress.getSpec().getRules().stream()
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .map(path -> path.getBackend().getService())
                .flatMap(service -> ofBackend(
                        "Ingress " + ingress.getMetadata().getName(),
                        service.getName(),
                        service.getPort().getName()));
    }

    private Stream<String> ofRoute(HTTPRoute route) {
        var name = "HTTPRoute " + route.getMetadata().getName();
        return Stream.concat(
                route.getSpec().getParentRefs().stream()
                        .flatMap(parent -> unless(
                                manifests
                                        .all(Gateway.class)
                                        .filter(named(parent.getName()))
                                        .flatMap(gateway -> gateway.getSpec().getListeners().stream())
                                        .anyMatch(listener -> listener.getName().equals(parent.getSectionName())),
                                name + ": no listener " + parent.getSectionName() + " of a Gateway "
                                        + parent.getName())),
                route.getSpec().getRules().stream()
                        .flatMap(rule -> rule.getBackendRefs().stream())
                        .flatMap(backend -> ofBackend(
                                name, backend.getName(), backend.getPort().toString())));
    }

    private Stream<String> ofTlsPolicy(BackendTLSPolicy policy) {
        return policy.getSpec().getTargetRefs().stream()
                .flatMap(target -> unless(
                        manifests.has(target.getKind(), target.getName()),
                        "BackendTLSPolicy " + policy.getMetadata().getName() + ": no " + target.getKind() + " "
                                + target.getName()));
    }

    private Stream<String> ofBackend(String from, String service, String port) {
        return unless(
                manifests
                        .all(Service.class)
                        .filter(named(service))
                        .flatMap(found -> found.getSpec().getPorts().stream())
                        .anyMatch(found -> found.getName().equals(port)
                                || found.getPort().toString().equals(port)),
                from + ": no Service " + service + " with a port " + port);
    }

    private Stream<String> ofCompleteness(io.gatehouse.local.Service service) {
        return Stream.of("Service", "PodDisruptionBudget", "HorizontalPodAutoscaler", "ServiceAccount")
                .flatMap(kind -> unless(manifests.has(kind, service.folder()), service.folder() + ": has no " + kind));
    }
}

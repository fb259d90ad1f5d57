package io.gatehouse.e2e;

import static io.gatehouse.e2e.KubernetesRules.named;
import static io.gatehouse.e2e.KubernetesRules.unless;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * That the gateway sees each pod of a service, that none stops serving before the gateway has forgotten it, and that all others
 * call an address that forgets at once (ADR 34).
 */
final class DiscoveryRules {

    /** For how long clusters' DNS lets an answer be kept: kubeadm's CoreDNS, and NodeLocal DNSCache. */
    private static final int KEPT_SECONDS = 30;

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):?[^}]*}");
    private static final Pattern IN_CLUSTER = Pattern.compile("([a-z0-9-]+)\\.([a-z0-9-]+)\\.svc\\..+");

    private final Manifests manifests;
    private final Map<String, String> ofGateway;

    private DiscoveryRules(Manifests manifests, Map<String, String> ofGateway) {
        this.manifests = manifests;
        this.ofGateway = ofGateway;
    }

    static Stream<String> mistakes(Manifests manifests) {
        var upstreams = Deployment.yaml("gateway/src/main/resources/routes.yaml")
                .get("upstreams")
                .properties();
        return processes(manifests, "gateway")
                .map(gateway -> new DiscoveryRules(manifests, gateway.settings()))
                .flatMap(rules -> upstreams.stream()
                        .flatMap(upstream -> Stream.concat(
                                rules.ofUpstream(upstream.getKey(), upstream.getValue()),
                                rules.ofEnd(upstream.getKey()))));
    }

    private Stream<String> ofUpstream(String upstream, JsonNode keys) {
        return ofUpstream(
                upstream,
                variable(keys.path("url").asText()),
                variable(keys.path("instances").asText()));
    }

    private Stream<String> ofUpstream(String upstream, Optional<String> url, Optional<String> instances) {
        if (url.isEmpty() || instances.isEmpty()) {
            return Stream.of("routes.yaml: " + upstream + ": url and instances are no variables");
        }
        var address = ofGateway.get(url.get());
        var name = ofGateway.get(instances.get());
        if (address == null || name == null) {
            return Stream.of("gateway: is not given " + instances.get() + ": it would see " + upstream + " as one");
        }
        return Stream.concat(ofAddress(url.get(), URI.create(address)), ofInstances(upstream, instances.get(), name));
    }

    /** Who keeps what a name stood for, as the JVM does, may not keep a pod. */
    private Stream<String> ofAddress(String setting, URI address) {
        return services(address.getHost())
                .flatMap(service -> unless(
                        !isHeadless(service),
                        setting + " leads to " + address.getHost() + ", whose callers would keep single pods"));
    }

    private Stream<String> ofInstances(String upstream, String setting, String name) {
        var parts = IN_CLUSTER.matcher(name);
        if (!parts.matches()) {
            return Stream.of(setting + " is " + name + ", which is not a whole name");
        }
        var found = services(parts.group(1))
                .filter(service -> parts.group(2).equals(service.getMetadata().getNamespace()))
                .filter(DiscoveryRules::isHeadless)
                .toList();
        return Stream.concat(
                unless(!found.isEmpty(), setting + " leads to " + name + ", which is no headless Service"),
                found.stream().flatMap(service -> ofPods(upstream, service)));
    }

    private Stream<String> ofPods(String upstream, Service service) {
        var name = "Service " + service.getMetadata().getName() + ": ";
        return Stream.concat(
                unless(
                        !Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses()),
                        name + "names pods that are not ready"),
                Workload.of(manifests)
                        .filter(workload -> workload.name().equals(upstream))
                        .flatMap(workload -> unless(
                                Workload.matches(service.getSpec().getSelector(), workload.labels()),
                                name + "does not select " + upstream)));
    }

    private Stream<String> ofEnd(String upstream) {
        return manifests
                .all(io.fabric8.kubernetes.api.model.apps.Deployment.class)
                .filter(named(upstream))
                .flatMap(deployment ->
                        processes(manifests, upstream).flatMap(process -> ofEnd(deployment.getSpec(), process)));
    }

    private static Stream<String> ofEnd(DeploymentSpec rolled, Deployment.Container process) {
        int serves = seconds(process.settings(), "GATEHOUSE_SHUTDOWN_DELAY");
        int ends = serves + seconds(process.settings(), "GATEHOUSE_SHUTDOWN_TIMEOUT");
        int pause = Objects.requireNonNullElse(rolled.getMinReadySeconds(), 0);
        return Stream.concat(
                unless(
                        serves > KEPT_SECONDS,
                        process.image() + ": serves for " + serves + " s after TERM, and is known by name for "
                                + KEPT_SECONDS),
                unless(
                        pause >= ends,
                        process.image() + ": a pod needs " + ends + " s to end, and the next one leaves after "
                                + pause));
    }

    private Stream<Service> services(String name) {
        return manifests.all(Service.class).filter(named(name));
    }

    private static boolean isHeadless(Service service) {
        return "None".equals(service.getSpec().getClusterIP());
    }

    private static Stream<Deployment.Container> processes(Manifests manifests, String image) {
        return Workload.of(manifests)
                .flatMap(workload -> KubernetesRules.processes(manifests, workload))
                .filter(process -> process.image().equals(image));
    }

    private static Optional<String> variable(String text) {
        var variable = VARIABLE.matcher(text);
        return variable.matches() ? Optional.of(variable.group(1)) : Optional.empty();
    }

    private static int seconds(Map<String, String> settings, String setting) {
        return Deployment.number(settings.getOrDefault(setting, "0"));
    }
}

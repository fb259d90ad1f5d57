package io.gatehouse.e2e;

import static io.gatehouse.e2e.KubernetesRules.unless;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That what a set of manifests brings is called: its PostgreSQL by the services, its gateway in the protocol it speaks. */
final class AddressRules {

    private static final String DATABASE = "GATEHOUSE_DB_URL";
    private static final String PROTOCOL = "nginx.ingress.kubernetes.io/backend-protocol";

    private AddressRules() {}

    static Stream<String> mistakes(Manifests manifests) {
        var processes = Workload.of(manifests)
                .flatMap(workload -> KubernetesRules.processes(manifests, workload))
                .toList();
        var gateway = processes.stream()
                .filter(process -> process.image().equals("gateway"))
                .anyMatch(process -> process.settings().containsKey("GATEHOUSE_TLS_CERTIFICATE"));
        var spoken = gateway ? "HTTPS" : "HTTP";
        return Stream.of(
                        processes.stream()
                                .map(process -> process.settings().get(DATABASE))
                                .filter(url -> url != null)
                                .distinct()
                                .flatMap(url ->
                                        ofDatabase(manifests, URI.create(url).getHost())),
                        manifests.all(Ingress.class).flatMap(ingress -> ofIngress(ingress, spoken)),
                        manifests.all(HTTPRoute.class).flatMap(route -> ofRoute(manifests, route, spoken)))
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<String> ofDatabase(Manifests manifests, String host) {
        var inside = databases(manifests);
        return Stream.concat(
                unless(
                        inside.isEmpty() || inside.contains(host),
                        DATABASE + " leads to " + host + ", and PostgreSQL is " + inside),
                unless(
                        host.contains(".") || inside.contains(host),
                        DATABASE + " leads to " + host + ", which is not there"));
    }

    // The operator makes a Service of that name for each cluster.
    private static Set<String> databases(Manifests manifests) {
        var clusters = manifests
                .all(GenericKubernetesResource.class)
                .filter(resource -> resource.getKind().equals("Cluster"))
                .map(cluster -> cluster.getMetadata().getName() + "-rw");
        var services = manifests
                .all(Service.class)
                .filter(service -> service.getSpec().getPorts().stream().anyMatch(port -> port.getPort() == 5432))
                .map(service -> service.getMetadata().getName());
        return Stream.concat(clusters, services).collect(Collectors.toSet());
    }

    private static Stream<String> ofIngress(Ingress ingress, String spoken) {
        var protocol = ingress.getMetadata().getAnnotations().getOrDefault(PROTOCOL, "HTTP");
        return unless(
                protocol.equals(spoken),
                "Ingress " + ingress.getMetadata().getName() + ": speaks " + protocol + " to the gateway, which speaks "
                        + spoken);
    }

    // A Gateway's proxies speak TLS to the Services that a policy
    // names, and look whether the certificate is of the host it says.
    private static Stream<String> ofRoute(Manifests manifests, HTTPRoute route, String spoken) {
        var policies = manifests
                .all(BackendTLSPolicy.class)
                .filter(policy -> policy.getSpec().getTargetRefs().stream()
                        .anyMatch(target -> target.getName().equals("gateway")))
                .toList();
        var protocol = policies.isEmpty() ? "HTTP" : "HTTPS";
        return Stream.concat(
                unless(
                        protocol.equals(spoken),
                        "HTTPRoute " + route.getMetadata().getName() + ": speaks " + protocol
                                + " to the gateway, which speaks " + spoken),
                policies.stream().flatMap(policy -> {
                    var host = policy.getSpec().getValidation().getHostname();
                    return unless(
                            route.getSpec().getHostnames().contains(host),
                            "BackendTLSPolicy " + policy.getMetadata().getName() + ": expects a certificate of "
                                    + host);
                }));
    }
}

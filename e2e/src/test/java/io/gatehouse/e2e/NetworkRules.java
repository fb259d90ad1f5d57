package io.gatehouse.e2e;

import static io.gatehouse.e2e.KubernetesRules.unless;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That the network policies let through the calls that the set is made of, and no others. */
final class NetworkRules {

    private static final String NAMESPACE = "gatehouse";
    private static final String GATEWAY = "gateway";
    private static final String AUTH = "auth-service";
    private static final int MANAGEMENT = 9000;

    /**
     * Who calls or is called.
     *
     * @param namespace where it is in the cluster; empty for what is elsewhere
     * @param ports those at which somebody might call it
     */
    private record Peer(String name, String namespace, Map<String, String> labels, List<Integer> ports) {

        boolean isOurs() {
            return namespace.equals(NAMESPACE);
        }
    }

    private static final String DNS_OF_NODE = "169.254.20.10/32";
    private static final Peer WORLD = new Peer("world", "", Map.of(), List.of(53, 443));
    private static final Peer MONITORING =
            new Peer("monitoring", "monitoring", Map.of("app.kubernetes.io/name", "prometheus"), List.of());
    // What stands beside Prometheus.
    private static final Peer GRAFANA =
            new Peer("grafana", "monitoring", Map.of("app.kubernetes.io/name", "grafana"), List.of(4317));
    private static final String COLLECTOR = "opentelemetry-collector";
    // By OpenTelemetry's operator, and by its Helm chart.
    private static final Set<Peer> COLLECTORS = Stream.of("component", "name")
            .map(label -> new Peer(
                    "collector by " + label,
                    "monitoring",
                    Map.of("app.kubernetes.io/" + label, COLLECTOR),
                    List.of(4317)))
            .collect(Collectors.toSet());
    // Where clouds tell a node its credentials, at each port that anything is called at.
    private static final List<Integer> ALL_PORTS = List.of(53, 80, 443, 465, 587, 4317, 5432, 6379);
    // Somebody else's machine in a network of one's own.
    private static final Peer NEIGHBOUR = new Peer("neighbour", "", Map.of(), List.of(465, 587));
    private static final Map<Peer, String> ADDRESSES = Map.of(
            new Peer("metadata", "", Map.of(), ALL_PORTS),
            "169.254.169.254",
            new Peer("metadata of IPv6", "", Map.of(), ALL_PORTS),
            "fd00:ec2::254",
            NEIGHBOUR,
            "10.9.8.7");
    private static final Peer INGRESS = new Peer("ingress", "ingress-nginx", Map.of(), List.of());
    private static final String OF_GATEWAY = "gateway.envoyproxy.io/owning-gateway-";
    private static final Peer GATEWAY_API = new Peer(
            "gateway-api",
            "envoy-gateway-system",
            Map.of(OF_GATEWAY + "namespace", NAMESPACE, OF_GATEWAY + "name", "gatehouse"),
            List.of());
    // Of somebody else's Gateway, beside ours.
    private static final Peer OTHER_GATEWAY = new Peer(
            "other-gateway",
            "envoy-gateway-system",
            Map.of(OF_GATEWAY + "namespace", "default", OF_GATEWAY + "name", "gatehouse"),
            List.of());
    // Any other pod of the cluster.
    private static final Peer STRANGER = new Peer("stranger", "default", Map.of(), List.of());
    private static final Peer DNS = new Peer("dns", "kube-system", Map.of(), List.of(53));
    private static final Peer NODE_DNS = new Peer("node-dns", "", Map.of(), List.of(53));

    private final Manifests manifests;
    private final List<NetworkPolicy> policies;

    private NetworkRules(Manifests manifests) {
        this.manifests = manifests;
        policies = manifests.all(NetworkPolicy.class).toList();
    }

    static Stream<String> mistakes(Manifests manifests) {
        var rules = new NetworkRules(manifests);
        var open = rules.open();
        var wanted = rules.wanted();
        return Stream.concat(
                open.stream().flatMap(call -> unless(wanted.contains(call), "NetworkPolicy: lets through " + call)),
                wanted.stream()
                        .flatMap(call -> unless(open.contains(call), "NetworkPolicy: does not let through " + call)));
    }

    /** Who calls whom, as the README says under "How it stands". */
    private Set<String> wanted() {
        var doors = Stream.concat(
                manifests.all(HTTPRoute.class).map(_ -> GATEWAY_API),
                manifests.all(Ingress.class).map(_ -> INGRESS));
        var calls = Stream.of("migrator -> postgresql", AUTH + " -> smtp");
        var toNames = Stream.concat(Script.SERVICES.stream().map(service -> service.folder()), Stream.of("migrator"))
                .flatMap(process -> Stream.of(DNS, NODE_DNS).map(names -> process + " -> " + names.name()));
        var toRedis = Stream.of(GATEWAY, AUTH).map(service -> service + " -> redis");
        var ofServices = Script.SERVICES.stream()
                .flatMap(service -> Stream.of(
                                Stream.of("monitoring -> " + service.folder() + " management"),
                                service.schema().stream().map(schema -> service.folder() + " -> postgresql"),
                                Stream.of("gateway -> " + service.folder() + " http"),
                                Stream.of(service.folder() + " -> auth-service http")
                                        .filter(call -> service.isClient()),
                                // Which hands people all that is kept of them.
                                Stream.of("user-service -> " + service.folder() + " http")
                                        .filter(call -> service.keepsPeople()))
                        .flatMap(stream -> stream))
                .filter(call ->
                        !call.startsWith("gateway -> gateway ") && !call.startsWith("user-service -> user-service "));
        return Stream.of(
                        doors.map(door -> door.name() + " -> gateway http"),
                        calls,
                        toNames,
                        toRedis,
                        ofServices,
                        toCollectors())
                .flatMap(stream -> stream)
                .collect(Collectors.toSet());
    }

    private Stream<String> toCollectors() {
        return manifests
                .all(ConfigMap.class)
                .filter(settings -> settings.getData().containsKey("GATEHOUSE_OTLP_ENDPOINT"))
                .flatMap(_ -> Script.SERVICES.stream())
                .flatMap(service -> COLLECTORS.stream().map(collector -> service.folder() + " -> " + collector.name()));
    }

    private Set<String> open() {
        var processes = Workload.of(manifests)
                .filter(workload ->
                        KubernetesRules.processes(manifests, workload).findAny().isPresent())
                .map(NetworkRules::process)
                .toList();
        var servers = List.of(
                server("redis", "valkey", 6379),
                server("postgresql", "postgres", 5432),
                server("smtp", "mailpit", 587));
        var callers = Stream.concat(
                        Stream.of(WORLD, MONITORING, GRAFANA, INGRESS, GATEWAY_API, OTHER_GATEWAY, STRANGER),
                        processes.stream())
                .toList();
        return Stream.of(processes, servers, List.of(WORLD, DNS, NODE_DNS, GRAFANA), COLLECTORS, ADDRESSES.keySet())
                .flatMap(Collection::stream)
                .flatMap(callee -> callers.stream()
                        .filter(caller -> caller.isOurs() || callee.isOurs())
                        .flatMap(caller -> callee.ports().stream()
                                .filter(port -> !caller.isOurs() || goesOut(caller, callee, port))
                                .filter(port -> !callee.isOurs() || comesIn(caller, callee, port))
                                .map(port -> call(caller, callee, port))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Peer process(Workload workload) {
        var http = Script.SERVICES.stream()
                .filter(service -> service.folder().equals(workload.name()))
                .map(service -> service.httpPort());
        return new Peer(
                workload.name(),
                NAMESPACE,
                workload.labels(),
                Stream.concat(http, Stream.of(MANAGEMENT)).toList());
    }

    // In the cluster under that name, or elsewhere.
    private Peer server(String name, String workload, int port) {
        if (manifests.has("Cluster", workload)) {
            return new Peer(name, NAMESPACE, Map.of("cnpg.io/cluster", workload), List.of(port));
        }
        return Workload.of(manifests)
                .filter(found -> found.name().equals(workload))
                .findFirst()
                .map(found -> new Peer(name, NAMESPACE, found.labels(), List.of(found.port())))
                .orElseGet(() -> new Peer(name, "", Map.of(), List.of(port)));
    }

    private static String call(Peer caller, Peer callee, int port) {
        var isProcess = callee.ports().contains(MANAGEMENT);
        var what = port == MANAGEMENT ? " management" : " http";
        return caller.name() + " -> " + callee.name() + (isProcess ? what : "");
    }

    private boolean goesOut(Peer from, Peer to, int port) {
        var selecting = selecting(from, "Egress");
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .anyMatch(rule -> allows(rule.getTo(), rule.getPorts(), to, port));
    }

    private boolean comesIn(Peer from, Peer to, int port) {
        var selecting = selecting(to, "Ingress");
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .anyMatch(rule -> allows(rule.getFrom(), rule.getPorts(), from, port));
    }

    private List<NetworkPolicy> selecting(Peer pod, String direction) {
        return policies.stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
                .filter(policy -> Workload.matches(policy.getSpec().getPodSelector(), pod.labels()))
                .toList();
    }

    // No peers, or no ports, are all of them.
    private static boolean allows(List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports, Peer peer, int port) {
        return (peers.isEmpty() || peers.stream().anyMatch(allowed -> allows(allowed, peer)))
                && (ports.isEmpty()
                        || ports.stream().anyMatch(allowed -> allowed.getPort().getIntVal() == port));
    }

    // The set's own servers are wherever an overlay says.
    private static boolean allows(String network, Peer peer) {
        return network.endsWith("/0")
                || (network.equals(DNS_OF_NODE)
                        ? peer.equals(NODE_DNS)
                        : !Set.of(WORLD, NODE_DNS).contains(peer));
    }

    private static boolean allows(IPBlock network, Peer peer) {
        var address = ADDRESSES.get(peer);
        return address == null
                ? allows(network.getCidr(), peer)
                : contains(network.getCidr(), address)
                        && network.getExcept().stream().noneMatch(left -> contains(left, address));
    }

    private static boolean contains(String network, String address) {
        var parts = network.split("/", 2);
        var first = InetAddress.ofLiteral(parts[0]).getAddress();
        var other = InetAddress.ofLiteral(address).getAddress();
        int apart = first.length * Byte.SIZE - Integer.parseInt(parts[1]);
        return first.length == other.length
                && new BigInteger(1, first).shiftRight(apart).equals(new BigInteger(1, other).shiftRight(apart));
    }

    private static boolean allows(NetworkPolicyPeer allowed, Peer peer) {
        if (allowed.getIpBlock() != null) {
            return peer.namespace().isEmpty() && allows(allowed.getIpBlock(), peer);
        }
        var namespace = allowed.getNamespaceSelector();
        var place = Map.of("kubernetes.io/metadata.name", peer.namespace());
        return (namespace == null ? peer.isOurs() : Workload.matches(namespace, place))
                && (allowed.getPodSelector() == null || Workload.matches(allowed.getPodSelector(), peer.labels()));
    }
}

package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.local.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the containers of {@code deploy/compose.yaml} may, and whom they reach. */
class ComposeTest {

    private static final JsonNode COMPOSE = Deployment.yaml("deploy/compose.yaml");
    private static final JsonNode SERVICES = COMPOSE.get("services");
    private static final Pattern DEMANDED = Pattern.compile("\\$\\{(\\w+):\\?}");
    private static final Set<String> OBSERVERS = Set.of("prometheus", "grafana", "collector", "jaeger");

    static Stream<String> names() {
        return SERVICES.propertyStream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("names")
    void containersMayNothingThatTheyDoNotNeed(String name) {
        var container = SERVICES.get(name);

        assertThat(texts(container.path("cap_drop"))).containsExactly("ALL");
        assertThat(texts(container.path("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(container.path("read_only").asBoolean()).isTrue();
        assertThat(List.of("cap_add", "privileged", "network_mode", "pid", "ipc", "userns_mode", "devices"))
                .noneMatch(container::has);
        assertThat(container.path("user").asText()).doesNotStartWith("0").doesNotStartWith("root");
    }

    /** Docker's own default is noexec: epoll and Brotli would not be there. */
    @Test
    void servicesLoadNativeLibrariesFromTheirTemporaryFolder() {
        assertThat(Script.SERVICES).isNotEmpty().allSatisfy(service -> assertThat(
                        texts(SERVICES.get(service.folder()).path("tmpfs")))
                .containsExactly("/tmp:exec"));
    }

    /** As on Kubernetes: {@link NetworkRules}. */
    @Test
    void networksAreOfThoseWhoTalk() {
        var services = Script.SERVICES.stream().map(Service::folder);
        var ofDatabase = Script.SERVICES.stream()
                .filter(service -> service.schema().isPresent())
                .flatMap(service -> Stream.of(
                        service.folder(),
                        "migrate-" + service.schema().orElseThrow().replace('_', '-')));

        assertThat(members())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "edge", Set.of("gateway"),
                        "services", set(services, Stream.of("prometheus", "collector")),
                        "database", set(ofDatabase, Stream.of("postgres")),
                        "redis", Set.of("redis", "gateway", "auth-service"),
                        "mail", Set.of("mailpit", "auth-service"),
                        "observability", OBSERVERS));
    }

    @Test
    void networksOfDataLeadNowhere() {
        var open = COMPOSE.get("networks")
                .propertyStream()
                .filter(network -> !network.getValue().path("internal").asBoolean())
                .map(Map.Entry::getKey);

        // Of an internal one no port can be published.
        assertThat(open).containsExactlyInAnyOrder("edge", "observability");
    }

    @Test
    void redisIsAskedForItsPassword() {
        var password = "${REDIS_PASSWORD:?}";

        assertThat(SERVICES.at("/redis/environment/REDISCLI_AUTH").asText()).isEqualTo(password);
        assertThat(SERVICES.findValuesAsText("GATEHOUSE_REDIS_URL"))
                .hasSize(2)
                .containsOnly("redis://:" + password + "@redis:6379");
    }

    @Test
    void everySecretIsDemandedAndNamedInTheExample() {
        var demanded = DEMANDED.matcher(Deployment.text("deploy/compose.yaml"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(Deployment.text("deploy/.env.example").lines())
                .containsAll(demanded.stream().map(name -> name + "=").toList());
        assertThat(demanded).contains("REDIS_PASSWORD", "GATEHOUSE_MASTER_KEY");
    }

    private static Map<String, Set<String>> members() {
        return names().flatMap(name ->
                        texts(SERVICES.get(name).path("networks")).stream().map(network -> Map.entry(network, name)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    private static Set<String> set(Stream<String> some, Stream<String> others) {
        return Stream.concat(some, others).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}

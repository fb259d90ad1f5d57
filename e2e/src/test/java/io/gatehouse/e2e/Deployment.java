package io.gatehouse.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** What the files under {@code deploy/} say, and what the processes themselves say about their settings. */
final class Deployment {

    static final List<String> SERVICES =
            Script.SERVICES.stream().map(Service::folder).toList();
    static final String MIGRATOR = "migrator";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "deploy/kubernetes/base/";
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^(?:# )?(GATEHOUSE_[A-Z_]+)[=,]");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /**
     * A process as one of the files runs it.
     *
     * @param image which process it is: the name of a service, or {@code migrator}
     * @param memoryMib what it may use
     * @param graceSeconds the time between TERM and KILL
     */
    record Container(String image, Map<String, String> settings, int memoryMib, int graceSeconds) {}

    private Deployment() {}

    static Stream<Container> containers() {
        return Stream.concat(compose(), kubernetes());
    }

    static Stream<JsonNode> manifests(String file) {
        return StreamSupport.stream(new Yaml().loadAll(text(BASE + file)).spliterator(), false)
                .map(document -> JSON.<JsonNode>valueToTree(document));
    }

    static JsonNode yaml(String path) {
        return JSON.valueToTree(new Yaml().load(text(path)));
    }

    static String text(String path) {
        try {
            return Files.readString(Script.CHECKOUT.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Set<String> documentedSettings() {
        return DOCUMENTED
                .matcher(text(".env.example"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** What a process does not start without. */
    static Set<String> requiredSettings(String image) {
        var source = image.equals(MIGRATOR)
                ? "required\\(\"(\\w+)\"\\)"
                : "(?:required-settings=|\\G(?<!^),)(GATEHOUSE_\\w+)";
        var file = image.equals(MIGRATOR)
                ? "deploy/migrator/src/main/java/io/gatehouse/migrator/MigratorMain.java"
                : image + "/src/main/resources/application.properties";
        return Pattern.compile(source)
                .matcher(text(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    static int number(String text) {
        var digits = DIGITS.matcher(text);
        if (!digits.find()) {
            throw new IllegalArgumentException(text);
        }
        return Integer.parseInt(digits.group());
    }

    private static Stream<Container> compose() {
        return yaml("deploy/compose.yaml")
                .get("services")
                .valueStream()
                .filter(service -> service.has("build"))
                .map(service -> new Container(
                        service.at("/build/args/SERVICE").asText(),
                        settings(service.get("environment")),
                        number(service.get("mem_limit").asText()),
                        number(service.path("stop_grace_period").asText("10s"))));
    }

    private static Stream<Container> kubernetes() {
        return Stream.concat(SERVICES.stream(), Stream.of(MIGRATOR))
                .flatMap(name -> manifests(name + ".yaml"))
                .map(manifest -> manifest.at("/spec/template/spec"))
                .filter(JsonNode::isObject)
                .flatMap(pod -> pod.get("containers")
                        .valueStream()
                        .map(container -> new Container(
                                container.get("image").asText().replace("gatehouse/", ""),
                                kubernetesSettings(container),
                                number(container.at("/resources/limits/memory").asText()),
                                pod.path("terminationGracePeriodSeconds").asInt(30))));
    }

    private static Map<String, String> kubernetesSettings(JsonNode container) {
        var settings = new LinkedHashMap<String, String>();
        if (container.has("envFrom")) {
            yaml(BASE + "kustomization.yaml")
                    .at("/configMapGenerator/0/literals")
                    .forEach(literal -> {
                        var pair = literal.asText().split("=", 2);
                        settings.put(pair[0], pair[1]);
                    });
        }
        container
                .get("env")
                .forEach(entry -> settings.put(
                        entry.get("name").asText(), entry.path("value").asText()));
        return settings;
    }

    private static Map<String, String> settings(JsonNode environment) {
        var settings = new LinkedHashMap<String, String>();
        environment
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return settings;
    }

    /** The Prometheus expressions of the alert rules and of the dashboards. */
    static List<String> expressions() {
        return Stream.of("alerts.yaml", "dashboard.json", "gateway-dashboard.json")
                .flatMap(file -> yaml("deploy/observability/" + file).findValuesAsText("expr").stream())
                .toList();
    }
}

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
import org.yaml.snakeyaml.Yaml;

/** What the files under {@code deploy/} say, and what the processes themselves say about their settings. */
final class Deployment {

    static final List<String> SERVICES =
            Script.SERVICES.stream().map(Service::folder).toList();
    static final String MIGRATOR = "migrator";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^(?:# )?(GATEHOUSE_[A-Z_]+)[=,]");
    private static final Pattern PROCESS = Pattern.compile("(?:^|/)gatehouse/([a-z-]+)(?:[:@]|$)");
    private static final int HEAP_MIB = 64;
    private static final int HASH_MIB = 19;
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int HEAP_PERCENT =
            number(text("deploy/images/java-options").replaceAll("(?s).*?MaxRAMPercentage=", ""));

    /**
     * A process as one of the files runs it.
     *
     * @param image which process it is: the name of a service, or {@code migrator}
     * @param memoryMib what it may use
     * @param graceSeconds the time between TERM and KILL
     */
    record Container(String image, Map<String, String> settings, int memoryMib, int graceSeconds) {

        /** What is wrong with how it is run. */
        Stream<String> mistakes() {
            var unknown = settings.keySet().stream()
                    .filter(setting -> setting.startsWith("GATEHOUSE_"))
                    .filter(setting -> !documentedSettings().contains(setting))
                    .map(setting -> "is given " + setting + ", which is not in .env.example");
            var missing = requiredSettings(image).stream()
                    .filter(setting -> !settings.containsKey(setting))
                    .map(setting -> "is not given " + setting);
            return Stream.of(unknown, missing, callsNobody(), endsTooSoon(), hasTooLittle())
                    .flatMap(mistakes -> mistakes)
                    .map(mistake -> image + ": " + mistake);
        }

        private Stream<String> callsNobody() {
            return Script.SERVICES.stream()
                    .flatMap(service -> settings.values().stream()
                            .filter(value -> value.startsWith("http://" + service.folder() + ":"))
                            .filter(value -> !value.equals("http://" + service.folder() + ":" + service.httpPort())))
                    .map(url -> "calls " + url + ", where nobody listens");
        }

        private Stream<String> endsTooSoon() {
            var needed = Stream.of("GATEHOUSE_SHUTDOWN_DELAY", "GATEHOUSE_SHUTDOWN_TIMEOUT")
                    .mapToInt(setting -> number(settings.getOrDefault(setting, "0")))
                    .sum();
            return Stream.of("requests in flight may take " + needed + " s, and it is killed after " + graceSeconds)
                    .filter(mistake -> !image.equals(MIGRATOR) && graceSeconds <= needed);
        }

        private Stream<String> hasTooLittle() {
            var heap = memoryMib * HEAP_PERCENT / 100;
            var needed = HEAP_MIB + number(settings.getOrDefault("GATEHOUSE_PASSWORD_THREADS", "0")) * HASH_MIB;
            return Stream.of("has " + heap + " MiB of heap, and needs " + needed)
                    .filter(mistake -> heap < needed);
        }
    }

    private Deployment() {}

    /** The containers of the set that {@code deploy/compose.yaml} runs. */
    static Stream<Container> containers() {
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

    /** Which process an image holds; empty for those of others. */
    static String process(String image) {
        var process = PROCESS.matcher(image);
        return process.find() ? process.group(1) : "";
    }

    static JsonNode yaml(String path) {
        return json(text(path));
    }

    static JsonNode json(String yaml) {
        return JSON.valueToTree(new Yaml().load(yaml));
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

    private static Map<String, String> settings(JsonNode environment) {
        var settings = new LinkedHashMap<String, String>();
        environment
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return settings;
    }

    /** The Prometheus expressions of the alert rules, of the dashboards, and of what replicas are decided by. */
    static List<String> expressions() {
        return Stream.concat(
                        dashboards().stream().map(Deployment::yaml),
                        Stream.of(
                                yaml("deploy/observability/alerts.yaml"),
                                yaml("deploy/kubernetes/components/requests-in-flight/prometheus-adapter.yaml")))
                .flatMap(file -> Stream.of("expr", "seriesQuery").flatMap(key -> file.findValuesAsText(key).stream()))
                .toList();
    }

    private static List<String> dashboards() {
        var folder = Script.CHECKOUT.resolve("deploy/observability/dashboards");
        try (var files = Files.list(folder)) {
            return files.map(file -> Script.CHECKOUT.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

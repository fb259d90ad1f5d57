package io.gatehouse.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The settings a person made: {@code GATEHOUSE_*} of the environment, which win, and of {@code .env} in the checkout. */
final class Settings {

    private static final Set<String> FILES = Set.of(
            "GATEHOUSE_ROUTES_FILE",
            "GATEHOUSE_PROFILE_ATTRIBUTES_SCHEMA",
            "GATEHOUSE_TLS_CERTIFICATE",
            "GATEHOUSE_TLS_KEY");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    static Settings of(Map<String, String> environment, Path checkout) {
        var values = new HashMap<String, String>();
        EnvFile.read(checkout.resolve(".env")).forEach((name, value) -> add(values, name, value, checkout));
        environment.forEach((name, value) -> add(values, name, value, Path.of("")));
        return new Settings(values);
    }

    /** None at all: the packaged set, whatever a person has set. */
    static Settings none() {
        return new Settings(Map.of());
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Map<String, String> matching(Predicate<String> name) {
        return values.entrySet().stream()
                .filter(entry -> name.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    // A blank value is how people switch a line of .env off.
    private static void add(Map<String, String> values, String name, String value, Path folder) {
        if (name.startsWith("GATEHOUSE_") && !value.isBlank()) {
            // Services run in another folder than the person who wrote the path.
            values.put(
                    name,
                    FILES.contains(name)
                            ? folder.resolve(value).toAbsolutePath().toString()
                            : value);
        }
    }
}

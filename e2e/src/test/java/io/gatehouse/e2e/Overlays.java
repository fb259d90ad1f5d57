package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Overlays as an operator makes them, in a copy of {@code deploy/kubernetes}. */
final class Overlays {

    static final Path FOLDER = Script.CHECKOUT.resolve("deploy/kubernetes");

    // What an operator puts beside them.
    private static final Map<String, String> FILES =
            Map.of("attributes", "attributes.schema.json", "routes", "routes.yaml");

    // What production has of its own, and what may take its place.
    private static final String DOOR = "gateway-api";
    private static final String OTHER_DOOR = "ingress";

    private final Path copy;

    private Overlays(Path copy) {
        this.copy = copy;
    }

    static Overlays in(Path copy) {
        Script.bash(List.of("cp -R '" + FOLDER + "/.' '" + copy + "'"));
        var overlays = new Overlays(copy);
        FILES.forEach((component, file) -> overlays.write("components/" + component + "/" + file, "{}"));
        return overlays;
    }

    static List<String> components() throws IOException {
        try (var folders = Files.list(FOLDER.resolve("components"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Nothing but the base and a component. */
    String base(String component) {
        write("overlays/tried/kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../../base]
                components: [../../components/%s]
                """.formatted(component));
        return Manifests.rendered(copy.resolve("overlays/tried"));
    }

    /** Production with these components after those that it has, as an operator names them. */
    String production(List<String> components) {
        return production(DOOR, components);
    }

    /** The same behind an Ingress in the place of a Gateway. */
    String productionBehindIngress(List<String> components) {
        return production(OTHER_DOOR, components);
    }

    void write(String file, String text) {
        try {
            var path = copy.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String production(String door, List<String> components) {
        var named = Stream.concat(Stream.of(door), components.stream().filter(component -> !component.equals(door)))
                .map(Overlays::entry)
                .collect(Collectors.joining());
        var text = Deployment.text("deploy/kubernetes/overlays/production/kustomization.yaml");
        assertThat(text).contains(entry(DOOR));
        write("overlays/production/kustomization.yaml", text.replace(entry(DOOR), named));
        return Manifests.rendered(copy.resolve("overlays/production"));
    }

    private static String entry(String component) {
        return "  - ../../components/" + component + "\n";
    }
}

package io.gatehouse.e2e.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What GraalVM is to build the binary of one process from.
 *
 * @param runner the jar of the process itself, with what Quarkus has added
 * @param libraries all others
 * @param arguments of native-image
 */
record NativeSources(JarFile runner, List<JarFile> libraries, List<String> arguments) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "META-INF/native-image/";
    private static final String AT_RUN_TIME = "--initialize-at-run-time=";

    /** Those in a folder {@code target/native-sources}. */
    static NativeSources in(Path folder) {
        try {
            return new NativeSources(
                    Jars.in(folder, name -> true).getFirst(),
                    Jars.in(folder.resolve("lib"), name -> true),
                    List.of(Files.readString(folder.resolve("native-image.args"))
                            .strip()
                            .split("\\s+")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The jar of that artifact, which Quarkus may have modified. */
    JarFile library(String artifact) {
        var named = Pattern.compile("(?:modified-)?" + Pattern.quote(artifact) + "-\\d.*\\.jar");
        return libraries.stream()
                .filter(jar -> named.matcher(
                                Path.of(jar.getName()).getFileName().toString())
                        .matches())
                .findFirst()
                .orElseThrow();
    }

    /** The jar itself and those of Gatehouse that it stands on. */
    List<JarFile> own() {
        return jars().filter(jar -> jar == runner || jar.getName().contains("io.gatehouse."))
                .toList();
    }

    /** The names of the types all of whose constructors, methods and fields can be found by reflection. */
    Set<String> wholeTypes() {
        return documents("reflect-config.json")
                .flatMap(JsonNode::valueStream)
                .filter(type -> Stream.of("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields")
                        .allMatch(part -> type.path(part).asBoolean()))
                .map(type -> type.get("name").asText())
                .collect(Collectors.toSet());
    }

    /** The names of the types that can be found and made by reflection. */
    Set<String> types() {
        return Stream.concat(
                        documents("reflect-config.json")
                                .flatMap(JsonNode::valueStream)
                                .map(type -> type.get("name")),
                        documents("reachability-metadata.json")
                                .flatMap(document -> document.path("reflection").valueStream())
                                .map(type -> type.get("type")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** Whether a file of the class path can be read. */
    boolean hasResource(String path) {
        return resourcePatterns().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    /** The functions of the system that may be called, by what they return and take. */
    Set<String> downcalls() {
        return documents("reachability-metadata.json")
                .flatMap(document -> document.at("/foreign/downcalls").valueStream())
                .map(JsonNode::toString)
                .collect(Collectors.toSet());
    }

    /** The classes that are initialized in each process, and not once while the image is built. */
    Set<String> initializedAtRunTime() {
        return files("native-image.properties", properties -> read(properties).getProperty("Args"))
                .flatMap(line -> Stream.of(line.split("\\s+")))
                .filter(argument -> argument.startsWith(AT_RUN_TIME))
                .flatMap(argument ->
                        Arrays.stream(argument.substring(AT_RUN_TIME.length()).split(",")))
                .collect(Collectors.toSet());
    }

    private Stream<Pattern> resourcePatterns() {
        return documents("resource-config.json")
                .flatMap(document -> document.at("/resources/includes").valueStream())
                .map(include -> Pattern.compile(include.get("pattern").asText()));
    }

    private Stream<JsonNode> documents(String name) {
        return files(name, NativeSources::json);
    }

    private <T> Stream<T> files(String name, Function<String, T> read) {
        return jars().flatMap(jar -> Jars.resources(jar)
                .filter(path -> path.startsWith(METADATA) && path.endsWith("/" + name))
                .map(path -> read.apply(Jars.text(jar, path))));
    }

    private Stream<JarFile> jars() {
        return Stream.concat(Stream.of(runner), libraries.stream());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Properties read(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return properties;
    }
}

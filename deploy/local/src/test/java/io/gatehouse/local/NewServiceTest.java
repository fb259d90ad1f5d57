package io.gatehouse.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./gatehouse new-service} writes, and when it writes nothing. That it works is tested with the packaged set. */
class NewServiceTest {

    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

    /** What the script reads and changes. */
    private static final List<String> FILES = List.of(
            "pom.xml",
            ".env.example",
            "e2e/pom.xml",
            "gateway/service.properties",
            "gateway/src/main/resources/routes.yaml",
            "auth-service/service.properties",
            "user-service/service.properties",
            "deploy/.env.example",
            "deploy/compose.yaml",
            "deploy/images",
            "deploy/kubernetes",
            "deploy/observability/prometheus.yaml",
            "deploy/new-service");

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (var file : FILES) {
            try (var files = Files.walk(CHECKOUT.resolve(file))) {
                for (var source : files.filter(Files::isRegularFile).toList()) {
                    var target = folder.resolve(CHECKOUT.relativize(source));
                    Files.createDirectories(target.getParent());
                    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        // It formats what it has written, which is not what is tested here.
        var maven = Files.createFile(
                folder.resolve("mvnw"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(maven, "#!/bin/sh\n");
    }

    @Test
    void nameIsWrittenAsEachPlaceWritesNames() throws Exception {
        var result = run("audit-trails");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(folder.resolve(
                        "audit-trails-service/src/main/java/io/gatehouse/audittrails/audittrail/AuditTrail.java"))
                .content()
                .contains("package io.gatehouse.audittrails.audittrail;", "class AuditTrail {", "\"audit_trails\"");
        assertThat(folder.resolve("audit-trails-service/service.properties"))
                .content()
                .contains("schema=audit_trails");
        assertThat(text("deploy/kubernetes/base/kustomization.yaml"))
                .contains("GATEHOUSE_AUDIT_TRAILS_URL=http://audit-trails-service:");
        assertThat(text("gateway/src/main/resources/routes.yaml")).contains("\"/v1/audit-trails/{id}\"");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anotherOneStandsBesideIt() throws Exception {
        assertThat(run("parcels").exitCode()).isZero();
        assertThat(run("indices", "index").exitCode()).isZero();

        var services = ServiceSet.in(folder);
        assertThat(services.get("indices-service").httpPort())
                .isEqualTo(services.get("parcels-service").httpPort() + 1);
        for (var file : List.of("deploy/compose.yaml", "deploy/kubernetes/base/auth-service.yaml")) {
            assertThat(text(file))
                    .containsPattern("EVENT_READERS.*user-service.*,parcels-service,indices-service\"?}?\n");
        }
        assertThat(text("pom.xml")).contains("<module>parcels-service</module>", "<module>indices-service</module>");
        assertThat(lock("parcels-service")).isNotEqualTo(lock("indices-service"));
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Parcels           | is no name for a service",
                "9lives            | is no name for a service",
                "parcels-          | is no name for a service",
                "parcels--lost     | is no name for a service",
                "../parcels        | is no name for a service",
                "pärcels           | is no name for a service",
                "parcels-service   | leave it out",
                "parcels-of-everybody-everywhere | is too long",
                "users             | is reserved",
                "gateway           | is reserved",
                "sheep             | needs another name",
                "classes           | has another meaning",
                "pages             | has another meaning",
                "user              | is reserved",
            })
    void nameThatWillNotDoIsRefusedWithASentence(String name, String sentence) throws Exception {
        var before = contents();

        var result = run(name);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).hasLineCount(1).contains(sentence).endsWith("Nothing was written.");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whatIsThereAlreadyIsRefused() throws Exception {
        assertThat(run("parcels").exitCode()).isZero();
        var before = contents();

        assertThat(run("parcels").output()).contains("parcels-service exists already");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void changesThatAreNotCommittedAreLeftAlone() throws Exception {
        assertThat(command("git", "init", "-q").exitCode()).isZero();
        var before = contents();

        assertThat(run("parcels").output()).contains("not committed").contains("Nothing was written");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void placeThatHasGoneIsNamedAndNothingIsWritten() throws Exception {
        Files.writeString(folder.resolve("deploy/compose.yaml"), "services: {}\n");
        var before = contents();

        var result = run("parcels");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("deploy/compose.yaml should have one line")
                .contains("Nothing was written");
        assertThat(contents()).isEqualTo(before);
    }

    private String lock(String service) throws IOException {
        return text(service + "/src/main/resources/application.properties")
                .lines()
                .filter(line -> line.startsWith("gatehouse.feed.lock="))
                .findFirst()
                .orElseThrow();
    }

    /** Files outside of the template that speak of its own example. */
    private List<String> leftovers() throws IOException {
        return contents().entrySet().stream()
                .filter(file -> !file.getKey().startsWith("deploy/new-service/"))
                .filter(file -> (file.getKey() + file.getValue())
                        .toLowerCase(Locale.ROOT)
                        .matches("(?s).*(shop.?item|8099|9099).*"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve(".git")))
                    .forEach(file -> contents.put(folder.relativize(file).toString(), read(file)));
        }
        return contents;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String text(String file) {
        return read(folder.resolve(file));
    }

    private Result run(String... arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(folder.resolve("deploy/new-service/new-service").toString()));
        command.addAll(List.of(arguments));
        return command(command.toArray(String[]::new));
    }

    private Result command(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return new Result(process.waitFor(), output);
    }

    private record Result(int exitCode, String output) {}
}

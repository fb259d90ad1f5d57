package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Script;
import io.gatehouse.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flyway goes on from a schema only where the files that made it are as they were, and adds only what comes after them. */
@Tag("resilience")
class ReleasedMigrationsTest {

    private static final Pattern VERSION = Pattern.compile("V(.+?)__.+\\.sql");

    private PreviousVersion before;

    static Stream<String> folders() {
        return Script.SERVICES.stream()
                .filter(service -> service.schema().isPresent())
                .map(Service::folder)
                .map(folder -> folder + "/src/main/migrations");
    }

    @BeforeEach
    void find() {
        before = PreviousVersion.require();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void migrationsOfTheVersionBeforeAreAsTheyWere(String folder) {
        assertThat(before.files(folder)).isNotEmpty();
        assertThat(before.changedSince(folder)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void newMigrationsComeAfterThem(String folder) throws IOException {
        var old = before.files(folder);
        var newest = versions(old).max(MigrationVersion::compareTo).orElseThrow();

        assertThat(versions(now(folder))
                        .filter(version -> !versions(old).toList().contains(version)))
                .allMatch(version -> version.compareTo(newest) > 0);
    }

    private static List<String> now(String folder) throws IOException {
        try (var files = Files.list(Script.CHECKOUT.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Stream<MigrationVersion> versions(Collection<String> names) {
        return names.stream()
                .map(VERSION::matcher)
                .filter(name -> name.matches())
                .map(name -> MigrationVersion.fromVersion(name.group(1)));
    }
}

package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script for releases writes a version into. */
class ReleaseTest {

    private static final String PRODUCTION = "deploy/kubernetes/overlays/production/kustomization.yaml";
    private static final Pattern TAG = Pattern.compile("newTag: ([^}]+)}");
    private static final List<String> FILES = List.of(
            "pom.xml",
            "gatehouse",
            "deploy/release/version",
            "deploy/images/Dockerfile.jvm",
            "deploy/new-service/entries/kubernetes-image.yaml",
            PRODUCTION);

    @TempDir
    private Path copy;

    @BeforeEach
    void copyFiles() throws IOException {
        for (var file : FILES) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(Script.CHECKOUT.resolve(file), copy.resolve(file));
        }
    }

    @Test
    void productionNamesTheImagesOfTheLastRelease() throws IOException {
        set("1.2.0");
        set("1.3.0-SNAPSHOT");

        assertThat(tags(PRODUCTION)).hasSize(Script.SERVICES.size() + 1).containsOnly("1.2.0");
        assertThat(tags("deploy/new-service/entries/kubernetes-image.yaml")).containsExactly("1.2.0");
        assertThat(text("pom.xml")).contains("\n  <version>1.3.0-SNAPSHOT</version>\n");
        assertThat(text("deploy/images/Dockerfile.jvm")).contains("\nARG VERSION=1.3.0-SNAPSHOT\n");
    }

    private void set(String version) {
        var set = Script.bash(List.of("'" + copy.resolve("deploy/release/version") + "' " + version));
        assertThat(set.exitCode()).as(set.output()).isZero();
    }

    private List<String> tags(String file) throws IOException {
        return TAG.matcher(text(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private String text(String file) throws IOException {
        return Files.readString(copy.resolve(file));
    }
}

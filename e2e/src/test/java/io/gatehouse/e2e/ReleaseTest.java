package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script for releases writes a version into, and which tags are released. */
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

    @Test
    void tagOfMainIsReleased() throws IOException {
        commitAndTag("1.2.0");

        assertThat(check("v1.2.0")).isEqualTo(new Script.Result(0, "1.2.0\n"));
    }

    @Test
    void tagThatIsNotOnMainIsRefused() throws IOException {
        commitAndTag("1.2.0");
        git("commit -q --allow-empty -m more", "tag v1.2.1");

        assertThat(check("v1.2.1").output()).contains("v1.2.1 is not on main");
    }

    @Test
    void tagOfAnotherCommitOrVersionIsRefused() throws IOException {
        commitAndTag("1.2.0");
        git("tag v1.3.0", "commit -q --allow-empty -m more", "update-ref refs/remotes/origin/main HEAD");

        assertThat(check("v1.2.0").output()).contains("what is checked out is not v1.2.0");
        git("checkout -q v1.3.0");
        assertThat(check("v1.3.0").output()).contains("the POMs are not of version 1.3.0");
        assertThat(check("main").output()).contains("it is 'deploy/release/check vVERSION'");
    }

    @Test
    void imageOfOthersWithoutDigestIsNotReleased() throws IOException {
        Files.writeString(copy.resolve("deploy/compose.yaml"), "    image: docker.io/library/postgres:18\n");
        commitAndTag("1.2.0");

        var checked = check("v1.2.0");

        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.output())
                .contains("docker.io/library/postgres:18 in deploy/compose.yaml", "images of others have no digest");
    }

    private void commitAndTag(String version) throws IOException {
        for (var file : List.of("deploy/release/check", "deploy/release/notes", "deploy/images/pin")) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(Script.CHECKOUT.resolve(file), copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        // The images that they name are not what is looked at here.
        Files.writeString(copy.resolve("deploy/images/Dockerfile.jvm"), "");
        Files.writeString(copy.resolve("gatehouse"), "");
        Files.createDirectories(copy.resolve(".github/workflows"));
        if (Files.notExists(copy.resolve("deploy/compose.yaml"))) {
            Files.createFile(copy.resolve("deploy/compose.yaml"));
        }
        Files.writeString(copy.resolve("pom.xml"), "<project>\n  <version>" + version + "</version>\n</project>\n");
        Files.writeString(
                copy.resolve("CHANGELOG.md"),
                "## [1.2.0]\n\n- Much.\n\n## [1.2.1]\n\n- More.\n\n## [1.3.0]\n\n- Most.\n");
        git(
                "init -q -b main",
                "add .",
                "commit -q -m first",
                "tag v" + version,
                "update-ref refs/remotes/origin/main HEAD");
    }

    private Script.Result check(String tag) {
        return Script.bash(List.of("'" + copy.resolve("deploy/release/check") + "' " + tag));
    }

    private void git(String... commands) {
        for (var command : commands) {
            var done = Script.bash(
                    List.of("cd '" + copy + "' && git -c user.name=t -c user.email=t@example.com " + command));
            assertThat(done.exitCode()).as(done.output()).isZero();
        }
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

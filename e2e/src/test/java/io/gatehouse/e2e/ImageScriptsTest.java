package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts that name images by their digests, and those that publish them, with a registry that is played. */
class ImageScriptsTest {

    private static final String DIGEST = "sha256:" + "5".repeat(64);
    private static final String OTHER = "sha256:" + "6".repeat(64);

    @TempDir
    private Path folder;

    @Test
    void imagesGetTheDigestsOfTheirTagsWhereverTheyAreNamed() throws IOException {
        var checkout = checkout();
        write("deploy/images/Dockerfile.jvm", "FROM docker.io/library/java:25 AS base\nFROM ${BASE_IMAGE} AS java\n");
        write("deploy/kubernetes/server.yaml", """
                        image: docker.io/library/java:25
                        image: docker.io/library/java:25-jre
                        imageName: ghcr.io/someone/postgres:18.1
                        image: gatehouse/gateway
                """);
        write(".github/workflows/build.yml", "driver-opts: image=docker.io/moby/kit:v1@" + OTHER + "\n");
        write("gatehouse", "readonly BUILDER_IMAGE=quay.io/quarkus/builder:jdk-25\n");
        skopeo("echo " + DIGEST);

        var before = run("deploy/images/pin --check");
        var pinned = run("deploy/images/pin");

        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.output())
                .contains("docker.io/library/java:25 in deploy/images/Dockerfile.jvm")
                .contains("ghcr.io/someone/postgres:18.1 in deploy/kubernetes/server.yaml")
                .contains("quay.io/quarkus/builder:jdk-25 in gatehouse")
                .doesNotContain("moby", "gatehouse/gateway");
        assertThat(pinned.exitCode()).as(pinned.output()).isZero();
        assertThat(run("deploy/images/pin --check").output()).isEmpty();
        assertThat(text(checkout, "deploy/images/Dockerfile.jvm"))
                .isEqualTo("FROM docker.io/library/java:25@" + DIGEST + " AS base\nFROM ${BASE_IMAGE} AS java\n");
        assertThat(text(checkout, "deploy/kubernetes/server.yaml")).isEqualTo("""
                        image: docker.io/library/java:25@%1$s
                        image: docker.io/library/java:25-jre@%1$s
                        imageName: ghcr.io/someone/postgres:18.1@%1$s
                        image: gatehouse/gateway
                """.formatted(DIGEST));
        assertThat(text(checkout, "gatehouse"))
                .isEqualTo("readonly BUILDER_IMAGE=quay.io/quarkus/builder:jdk-25@" + DIGEST + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            exit 1           | ``
            echo sha256:none | 'sha256:none' is no digest
            """)
    void registryThatDoesNotTellIsNoDigest(String answer, String sentence) throws IOException {
        var checkout = checkout();
        write("deploy/images/Dockerfile.jvm", "FROM docker.io/library/java:25 AS base\n");
        skopeo(answer);

        var pinned = run("deploy/images/pin");

        assertThat(pinned.exitCode()).isEqualTo(1);
        assertThat(pinned.output()).contains(sentence);
        assertThat(text(checkout, "deploy/images/Dockerfile.jvm")).doesNotContain("@");
    }

    @Test
    void overlayTakesTheImagesOfAReleaseByTheirDigests() throws IOException {
        var overlay = overlay();
        var images = images(DIGEST, OTHER);

        var taken = take(overlay, images, "");
        var text = Files.readString(overlay.resolve("kustomization.yaml"));

        assertThat(taken.exitCode()).as(taken.output()).isZero();
        assertThat(text)
                .contains(
                        "{name: gatehouse/gateway, newName: ghcr.io/owner/repository/gateway, digest: " + DIGEST + "}")
                .doesNotContain("newTag", OTHER);
        assertThat(Manifests.rendered(overlay))
                .contains("image: ghcr.io/owner/repository/migrator@" + DIGEST + "\n")
                .doesNotContain("registry.example.com");
        take(overlay, images, "--native");
        assertThat(Files.readString(overlay.resolve("kustomization.yaml")))
                .contains(OTHER)
                .doesNotContain(DIGEST);
    }

    @Test
    void overlayIsLeftAloneWhereTheReleaseLacksAnImage() throws IOException {
        var overlay = overlay();
        var before = Files.readString(overlay.resolve("kustomization.yaml"));
        var images = Files.writeString(folder.resolve("images.txt"), "ghcr.io/o/r/gateway:1.2.0@" + DIGEST + "\n");

        var taken = take(overlay, images, "");

        assertThat(taken.exitCode()).isEqualTo(1);
        assertThat(taken.output())
                .contains("not in the file: auth-service user-service migrator", "nothing was written");
        assertThat(overlay.resolve("kustomization.yaml")).hasContent(before);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.0, fatal reading manifest 1.2.0: manifest unknown",
        "1.2.0, fatal reading manifest 1.2.0: repository name not known to registry",
        "1.2.0, printf same",
        "edge, printf other"
    })
    void versionIsPushed(String tag, String there) throws IOException {
        var published = publish(tag, there);

        assertThat(published.exitCode()).as(published.output()).isZero();
        assertThat(folder.resolve("pushed")).exists();
        assertThat(published.output()).isEqualTo("registry.example.com/gatehouse/gateway:" + tag + "@" + DIGEST + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "printf other, is another image already",
        "fatal pinging container registry: i/o timeout, the registry does not say",
        "fatal unauthorized: authentication required, the registry does not say"
    })
    void versionIsPushedOnce(String there, String sentence) throws IOException {
        var published = publish("1.2.0", there);

        assertThat(published.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("pushed")).doesNotExist();
        assertThat(published.output()).contains(sentence);
    }

    private Script.Result publish(String tag, String there) throws IOException {
        checkout();
        write("image.tar", "");
        skopeo("""
                fatal() { echo "$*" >&2; exit 1; }
                case "$*" in
                    'inspect --raw docker://'*) %s ;;
                    'inspect --raw oci-archive:'*) printf same ;;
                    copy*) touch "%s/pushed"; echo %s >"$5" ;;
                esac""".formatted(there, folder, DIGEST));
        return run("deploy/images/publish image.tar registry.example.com/gatehouse/gateway:" + tag);
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/gatehouse.git, https://git.example.com/gatehouse",
        "https://name:secret@git.example.com/gatehouse, https://git.example.com/gatehouse",
        "git@git.example.com:team/gatehouse.git, https://git.example.com/team/gatehouse",
        "ssh://git@git.example.com/team/gatehouse.git, https://git.example.com/team/gatehouse",
        "/home/somebody/gatehouse, unknown"
    })
    void imagesSayWhereTheirSourceIs(String remote, String source) throws IOException {
        checkout();
        run("git init -q . && git remote add origin " + remote);

        assertThat(run("env -u GITHUB_REPOSITORY deploy/images/source").output())
                .isEqualTo(source + "\n");
        assertThat(run("GITHUB_REPOSITORY=owner/repository deploy/images/source")
                        .output())
                .isEqualTo("https://github.com/owner/repository\n");
    }

    @ParameterizedTest
    @CsvSource({"jvm", "native"})
    void imagesAreLabelledWithTheirSource(String form) {
        assertThat(Deployment.text("deploy/images/Dockerfile." + form))
                .contains("org.opencontainers.image.source=\"${SOURCE}\"");
        assertThat(List.of("archive", "build")).allMatch(script -> Deployment.text("deploy/images/" + script)
                .contains("--build-arg \"SOURCE=$(deploy/images/source)\""));
    }

    /** Whatever the umask of the checkout, and whoever runs the base. */
    @ParameterizedTest
    @CsvSource({"jvm", "native"})
    void filesOfImagesCanBeReadByTheirUser(String form) {
        var file = Deployment.text("deploy/images/Dockerfile." + form);
        var trained = Pattern.compile("FROM \\S+ AS trained\n(.*?)\n\n", Pattern.DOTALL)
                .matcher(file);

        assertThat(trained.replaceAll("").lines().filter(line -> line.startsWith("COPY ")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("COPY --chmod=755 ") || line.startsWith("COPY --from=trained "));
        assertThat(trained.reset().results().map(found -> found.group(1)))
                .hasSize("jvm".equals(form) ? 1 : 0)
                .allMatch(stage -> stage.contains("\nUSER 0:0\n") && stage.contains("\nRUN chmod -R u=rwX,go=rX . &&"));
    }

    /** Scripts in a folder of their own, which has nothing else. */
    private Path checkout() throws IOException {
        var checkout = Files.createDirectories(folder.resolve("checkout"));
        for (var script : List.of("pin", "publish", "source")) {
            write("deploy/images/" + script, Deployment.text("deploy/images/" + script));
            assertThat(checkout.resolve("deploy/images/" + script).toFile().setExecutable(true))
                    .isTrue();
        }
        for (var file : List.of(
                "deploy/compose.yaml", "gatehouse", ".github/workflows/none.yml", "deploy/kubernetes/none.yaml")) {
            write(file, "");
        }
        return checkout;
    }

    private Path overlay() throws IOException {
        Script.bash(List.of("cp -R '" + Script.CHECKOUT.resolve("deploy/kubernetes") + "/.' '" + folder + "'"));
        return folder.resolve("overlays/production");
    }

    private Path images(String digest, String ofNative) throws IOException {
        var text = new StringBuilder();
        for (var process : List.of("auth-service", "gateway", "user-service", "migrator")) {
            text.append("ghcr.io/owner/repository/%1$s:1.2.0@%2$s%nghcr.io/owner/repository/%1$s:1.2.0-native@%3$s%n"
                    .formatted(process, digest, ofNative));
        }
        return Files.writeString(folder.resolve("images.txt"), text.toString());
    }

    private static Script.Result take(Path overlay, Path images, String form) {
        return Script.bash(List.of("'%s' '%s' '%s' %s"
                .formatted(Script.CHECKOUT.resolve("deploy/kubernetes/take-images"), overlay, images, form)));
    }

    private void skopeo(String answer) throws IOException {
        var file = Files.writeString(folder.resolve("skopeo"), "#!/bin/sh\n" + answer + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Script.Result run(String command) {
        return Script.bash(
                List.of("cd '" + folder.resolve("checkout") + "' && export PATH='" + folder + "':$PATH && " + command));
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve("checkout").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static String text(Path checkout, String file) throws IOException {
        return Files.readString(checkout.resolve(file));
    }
}

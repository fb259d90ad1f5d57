package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workflows hold to what the threat model says of them. */
class WorkflowsTest {

    private static final String FOLDER = ".github/workflows";
    private static final Pattern USES = Pattern.compile("(?m)^\\s*(?:- )?uses: (\\S+)(.*)$");
    private static final Pattern BY_COMMIT = Pattern.compile("[\\w-]+/[\\w/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
    private static final Pattern TESTS = Pattern.compile("\\.ci/run|gatehouse (?:native )?test");
    private static final Pattern SCRIPT = Pattern.compile("(?m)(?:^|[ (])((?:\\./|deploy/|\\.ci/)[\\w/-]+)(?= |$)");

    private static final Pattern BUILDS =
            Pattern.compile("mvnw|\\.ci/run|gatehouse (?!release-notes)\\w|images/(?:build|archive)|docker|npm");
    private static final Pattern BASE = Pattern.compile("(?m)^FROM [\\w./-]+:[\\w.-]+(@sha256:[0-9a-f]{64})? AS base$");
    private static final Pattern IMAGE =
            Pattern.compile("(?m)^(?!\\s*#)[^#\\n]*(?:image(?:Name)?: |image=|^FROM (?=\\S+[/.]))\"?([^\\s\"]+)");
    private static final PathMatcher IMAGES = FileSystems.getDefault()
            .getPathMatcher(
                    "regex:.*/deploy/(?:compose\\.yaml|images/Dockerfile\\.(?:jvm|native)|kubernetes/.*\\.yaml)");
    private static final JsonNode WRITE = TextNode.valueOf("write");

    static Stream<Path> workflows() throws IOException {
        try (var files = Files.list(Script.CHECKOUT.resolve(FOLDER))) {
            return files.toList().stream().map(Script.CHECKOUT::relativize);
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsAreNamedByCommit(Path workflow) {
        var used = USES.matcher(text(workflow)).results().map(use -> use.group(1) + use.group(2));

        assertThat(used)
                .isNotEmpty()
                .allMatch(use -> use.startsWith("./") || BY_COMMIT.matcher(use).matches());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void workflowsMayNothingUnlessAJobSaysSo(Path workflow) {
        var document = Deployment.yaml(workflow.toString());

        assertThat(document.get("permissions")).isEmpty();
        assertThat(jobs(document))
                .allMatch(job -> job.at("/permissions/contents").isTextual());
        // It would run strangers' changes with the repository's rights.
        assertThat(text(workflow)).doesNotContain("pull_request_target");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void jobsEnd(Path workflow) {
        assertThat(jobs(Deployment.yaml(workflow.toString())))
                .allMatch(job -> job.has("uses") || job.path("timeout-minutes").isInt());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void scriptsThatAreCalledAreThere(Path workflow) {
        var called = jobs(Deployment.yaml(workflow.toString())).stream()
                .flatMap(job -> job.findValuesAsText("run").stream())
                .flatMap(run -> SCRIPT.matcher(run).results())
                .map(MatchResult::group)
                .map(script -> Script.CHECKOUT.resolve(script.strip().replace("(", "")));

        assertThat(called).allMatch(Files::isExecutable);
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void testsGetTheVersionsBefore(Path workflow) {
        assertThat(jobs(Deployment.yaml(workflow.toString())).stream()
                        .filter(job -> job.findValuesAsText("run").stream()
                                .anyMatch(run -> TESTS.matcher(run).find())))
                .allMatch(job -> job.findValuesAsText("fetch-depth").equals(List.of("0")));
    }

    /** What strangers' code ran in, a build plugin say, cannot publish: whoever may push, sign or write builds nothing. */
    @ParameterizedTest
    @MethodSource("workflows")
    void jobsThatMayWriteBuildNothing(Path workflow) {
        assertThat(jobs(Deployment.yaml(workflow.toString())).stream()
                        .filter(job -> job.get("permissions").valueStream().anyMatch(WRITE::equals))
                        .flatMap(job -> job.findValuesAsText("run").stream()))
                .noneMatch(run -> BUILDS.matcher(run).find());
    }

    @Test
    void imagesAreBuiltForEachProposedChangeWithoutTheRightToPushThem() {
        var images = Path.of(FOLDER, "images.yml");

        assertThat(text(images)).contains("\n  pull_request:\n");
        assertThat(jobs(Deployment.yaml(images.toString())).stream().filter(job -> !job.has("if") && !job.has("needs")))
                .isNotEmpty()
                .allMatch(job -> job.get("permissions").valueStream().noneMatch(WRITE::equals))
                .anyMatch(job ->
                        job.findValuesAsText("run").stream().anyMatch(run -> run.contains("deploy/images/archive ")));
    }

    /** Whoever may start a workflow by hand cannot call what is not released a version. */
    @Test
    void versionsArePublishedByTheReleaseOfTheirTagAlone() {
        var images = Path.of(FOLDER, "images.yml");
        var publish = Deployment.yaml(images.toString()).at("/jobs/publish");
        var check = Deployment.yaml(FOLDER + "/release.yml").at("/jobs/version");

        assertThat(text(images)).doesNotContain("workflow_dispatch");
        assertThat(publish.get("if").asText())
                .isEqualTo(
                        "github.ref == (inputs.version == 'edge' && 'refs/heads/main' || format('refs/tags/v{0}', inputs.version))");
        assertThat(check.findValuesAsText("run"))
                .anyMatch(run -> run.contains("deploy/release/check \"$GITHUB_REF_NAME\""));
        assertThat(check.findValuesAsText("fetch-depth")).containsExactly("0");
    }

    /** In whose settings the repository says who may. */
    @ParameterizedTest
    @MethodSource("workflows")
    void whatIsPublishedGoesThroughAnEnvironment(Path workflow) {
        assertThat(jobs(Deployment.yaml(workflow.toString())).stream()
                        .filter(job -> !job.has("uses"))
                        .filter(job -> job.at("/permissions/packages").equals(WRITE)
                                || job.at("/permissions/contents").equals(WRITE)))
                .allMatch(job -> job.path("environment").asText().contains("release"));
    }

    /** A verifier that leaves the version open takes an old image for a new one. */
    @Test
    void identitiesOfSignaturesAreExact() {
        var text = Deployment.text("SECURITY.md");

        assertThat(text).doesNotContain("certificate-identity-regexp");
        assertThat(text.lines().filter(line -> line.contains("--certificate-identity ")))
                .hasSize(2)
                .allMatch(line -> line.contains(".yml@refs/tags/vVERSION "));
    }

    /** It understands no variables. */
    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void baseImagesAreNamedWhereDependabotLooks(String form) {
        assertThat(BASE.matcher(Deployment.text("deploy/images/Dockerfile." + form))
                        .results())
                .hasSize(1);
        assertThat(Deployment.text("deploy/images/Dockerfile." + form)).contains("\nARG BASE_IMAGE=base\n");
        assertThat(Deployment.yaml(".github/dependabot.yml").get("updates").valueStream())
                .anyMatch(update -> update.get("package-ecosystem").asText().equals("docker")
                        && update.get("directories").valueStream().anyMatch(TextNode.valueOf("/deploy/images")::equals)
                        && update.get("directories")
                                .valueStream()
                                .anyMatch(TextNode.valueOf("/deploy/kubernetes/components/*")::equals)
                        && update.get("directories")
                                .valueStream()
                                .anyMatch(TextNode.valueOf("/deploy/kubernetes/overlays/*")::equals));
    }

    /** What has no digest is found, whichever way it is named, and named where a release is refused. */
    @Test
    void imagesOfOthersHaveADigestOrAreFoundWithout() throws IOException {
        var without = Script.bash(List.of("'" + Script.CHECKOUT.resolve("deploy/images/pin") + "' --check"))
                .output();

        assertThat(imagesOfOthers()).hasSizeGreaterThan(12).allSatisfy(image -> assertThat(
                        image.matches(".+/.+:.+@sha256:[0-9a-f]{64}") || without.contains("  " + image + " in "))
                .as(image)
                .isTrue());
    }

    private static List<String> imagesOfOthers() throws IOException {
        try (var files = Files.walk(Script.CHECKOUT.resolve("deploy"))) {
            return Stream.concat(files.filter(IMAGES::matches), workflows().map(Script.CHECKOUT::resolve))
                    .flatMap(file -> IMAGE.matcher(Deployment.text(
                                    Script.CHECKOUT.relativize(file).toString()))
                            .results())
                    .map(found -> found.group(1))
                    .filter(image -> !image.startsWith("gatehouse/") && !image.startsWith("&") && !image.contains("$"))
                    .toList();
        }
    }

    private static List<JsonNode> jobs(JsonNode document) {
        return document.get("jobs").valueStream().toList();
    }

    private static String text(Path workflow) {
        return Deployment.text(workflow.toString());
    }
}

package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** It understands no variables, and of a tag without a digest it does not see that it is another image now. */
    @ParameterizedTest
    @CsvSource({"jvm, true", "native, false"})
    void baseImagesAreNamedWhereDependabotLooks(String form, boolean hasDigest) {
        var named = BASE.matcher(Deployment.text("deploy/images/Dockerfile." + form))
                .results()
                .toList();

        assertThat(named).hasSize(1);
        assertThat(named.getFirst().group(1) != null).isEqualTo(hasDigest);
        assertThat(Deployment.text("deploy/images/Dockerfile." + form)).contains("\nARG BASE_IMAGE=base\n");
        assertThat(Deployment.yaml(".github/dependabot.yml").get("updates").valueStream())
                .anyMatch(update -> update.get("package-ecosystem").asText().equals("docker")
                        && update.get("directory").asText().equals("/deploy/images"));
    }

    private static List<JsonNode> jobs(JsonNode document) {
        return document.get("jobs").valueStream().toList();
    }

    private static String text(Path workflow) {
        return Deployment.text(workflow.toString());
    }
}

package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Script;
import io.gatehouse.e2e.Sizes;
import io.gatehouse.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * The version before this one, of which an upgrade begins: the last release, or as long as there is none the commit that
 * {@code e2e/pom.xml} names.
 *
 * @param commit its whole id
 */
public record PreviousVersion(String commit) {

    private static final Path BUILDS = Script.CHECKOUT.resolve("target/previous");
    private static final String UNTIL_THERE_IS_A_RELEASE = System.getProperty("gatehouse.e2e.previous");
    private static final String UNKNOWN =
            "The version before this one (the last release, or " + UNTIL_THERE_IS_A_RELEASE
                    + " as long as there is none) is not in this clone. 'git fetch --unshallow --tags' brings it; a workflow checks out with"
                    + " 'fetch-depth: 0'.";

    /**
     * The one before the commit that is checked out. Where its commit is not in this clone, which then is shallow, or no clone, the test
     * is left out. A workflow fails, since it has the clone that it asked for, and so does whoever tests at full size.
     */
    static PreviousVersion require() {
        // Not the release that this commit itself may be.
        var release = git("describe --tags --abbrev=0 --match 'v[0-9]*' HEAD^");
        var name = release.exitCode() == 0 ? release.output().strip() : UNTIL_THERE_IS_A_RELEASE;
        var commit = git("rev-parse --verify --quiet '" + name + "^{commit}'");
        if (commit.exitCode() != 0) {
            boolean optional = System.getenv("CI") == null && !Sizes.LONG;
            throw optional ? new TestAbortedException(UNKNOWN) : new IllegalStateException(UNKNOWN);
        }
        return new PreviousVersion(commit.output().strip());
    }

    /** Its checkout with its services packaged. It is built once and kept. */
    Path packaged() throws IOException {
        var checkout = BUILDS.resolve(commit);
        var built = checkout.resolve("target/built");
        if (Files.notExists(built)) {
            unpack(checkout);
            build(checkout);
            Files.createDirectories(built);
        }
        return checkout;
    }

    /** The names of the files in a folder of it. */
    List<String> files(String folder) {
        return required(git("ls-tree --name-only " + commit + ":" + folder), "list " + folder)
                .lines()
                .toList();
    }

    /** Those of them that are no more what they were, or not there any more. */
    List<String> changedSince(String folder) {
        return required(
                        git("diff --no-renames --name-only --diff-filter=a " + commit + " -- " + folder),
                        "compare " + folder)
                .lines()
                .toList();
    }

    private void unpack(Path checkout) {
        required(
                Script.bash(List.of(
                        "set -e -o pipefail",
                        "rm -rf '" + checkout + "' && mkdir -p '" + checkout + "'",
                        "git -C '" + Script.CHECKOUT + "' archive " + commit + " | tar -x -C '" + checkout + "'")),
                "unpack " + commit);
    }

    private void build(Path checkout) {
        var services = Script.SERVICES.stream().map(Service::folder).toList();
        required(
                Script.bash(List.of(
                        "cd '" + checkout + "'",
                        "export JAVA_HOME='" + System.getProperty("java.home") + "' MAVEN_ARGS=",
                        "./mvnw -q -B -Dmaven.repo.local='" + System.getProperty("localRepository")
                                + "' -Dmaven.test.skip -Denforcer.skip -Dspotless.check.skip -pl "
                                + String.join(",", services) + " -am package </dev/null")),
                "build " + commit);
    }

    private static Script.Result git(String arguments) {
        return Script.bash(List.of("git -C '" + Script.CHECKOUT + "' " + arguments + " 2>/dev/null"));
    }

    private static String required(Script.Result result, String what) {
        if (result.exitCode() != 0) {
            throw new IllegalStateException("Could not " + what + ":\n" + result.output());
        }
        return result.output();
    }
}

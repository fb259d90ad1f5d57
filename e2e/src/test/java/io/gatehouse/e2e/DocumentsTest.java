package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the security documents name is there: a control or a test that was renamed or removed is missed at once. */
class DocumentsTest {

    private static final String ASVS = "docs/asvs.md";

    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https:)([^)#\\s]+)");
    private static final Pattern CLASS = Pattern.compile("((?:[a-z][\\w-]*/)*[A-Z]\\w*[a-z]\\w*)(?:#(\\w+))?");
    private static final Pattern FILE =
            Pattern.compile("(?:[\\w.-]+/)+[\\w.-]*|[\\w-]*\\.(?:md|xml|env\\.example|gitignore)");
    private static final Pattern SETTING = Pattern.compile("(GATEHOUSE_[A-Z_]+)(?:=.*)?");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\|[^|]*\\| ([^|]*) \\|");
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final Set<String> STATUSES = Set.of("met", "partly", "not met", "n/a");
    // Of the standard's version 5.0.0.
    private static final int REQUIREMENTS = 253;
    private static final int OF_LEVEL_1 = 70;

    static Stream<String> documents() {
        return Stream.of("docs/threat-model.md", ASVS, "docs/reliability.md", "SECURITY.md", "CONTRIBUTING.md");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyClassAndTestThatIsNamedIsThere(String document) throws IOException {
        var sources = Sources.ofTheCheckout();

        assertThat(spans(document, CLASS)
                        .filter(named -> found(sources, named).findAny().isEmpty())
                        .map(MatchResult::group))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFileThatIsNamedIsThere(String document) {
        var folder = Path.of(document).resolveSibling("");
        var linked = LINK.matcher(Deployment.text(document)).results().map(link -> folder.resolve(link.group(1)));
        var named = spans(document, FILE)
                .map(MatchResult::group)
                .filter(file -> !CLASS.matcher(file).matches())
                .map(Path::of);

        assertThat(Stream.concat(linked, named).map(Script.CHECKOUT::resolve)).allMatch(Files::exists);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySettingThatIsNamedIsDocumented(String document) {
        assertThat(Deployment.documentedSettings())
                .containsAll(spans(document, SETTING)
                        .map(setting -> setting.group(1))
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyRequirementOfTheStandardHasItsRow() {
        var rows = rows();

        assertThat(rows.stream().map(row -> row.group(1))).hasSize(REQUIREMENTS).doesNotHaveDuplicates();
        assertThat(rows).filteredOn(row -> row.group(2).equals("1")).hasSize(OF_LEVEL_1);
        assertThat(rows).allMatch(row -> STATUSES.contains(row.group(3)));
    }

    @Test
    void whatIsNotMetOrOnlyInPartStandsAtTheTop() {
        var text = Deployment.text(ASVS);

        assertThat(numbers(text, "## What is not met")).containsExactlyInAnyOrderElementsOf(withStatus("not met"));
        assertThat(numbers(text, "## What is met in part")).containsExactlyInAnyOrderElementsOf(withStatus("partly"));
    }

    private static Stream<Path> found(Sources sources, MatchResult named) {
        return named.group(2) == null ? sources.named(named.group(1)) : sources.named(named.group(1), named.group(2));
    }

    private static Stream<MatchResult> spans(String document, Pattern form) {
        return SPAN.matcher(Deployment.text(document))
                .results()
                .map(span -> form.matcher(span.group(1)))
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult);
    }

    private static List<MatchResult> rows() {
        return ROW.matcher(Deployment.text(ASVS)).results().toList();
    }

    private static List<String> withStatus(String status) {
        return rows().stream()
                .filter(row -> row.group(3).equals(status))
                .map(row -> row.group(1))
                .toList();
    }

    // What the first column of a section's table names.
    private static Collection<String> numbers(String text, String heading) {
        return text.substring(text.indexOf(heading) + heading.length())
                .lines()
                .takeWhile(line -> !line.startsWith("##"))
                .filter(line -> line.startsWith("| "))
                .flatMap(line ->
                        NUMBER.matcher(line.substring(1, line.indexOf('|', 1))).results())
                .map(MatchResult::group)
                .toList();
    }
}

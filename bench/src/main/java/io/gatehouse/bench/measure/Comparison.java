package io.gatehouse.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What changed from one result to another, and by how much beyond noise. */
public final class Comparison {

    private final Report before;
    private final Report after;

    public Comparison(Report before, Report after) {
        if (!before.target().equals(after.target())) {
            throw new IllegalArgumentException(
                    "one result is of " + before.target() + ", the other of " + after.target());
        }
        this.before = before;
        this.after = after;
    }

    /** For people: what is beyond noise first. */
    public String text() {
        var changes = changes();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("case", "", "figure", "before", "", "after", "", "change", "beyond noise", ""));
        changes.stream().filter(Change::isBeyondNoise).map(Comparison::row).forEach(rows::add);
        rows.add(List.of("", "", "", "", "", "", "", "", "", ""));
        changes.stream()
                .filter(change -> !change.isBeyondNoise())
                .map(Comparison::row)
                .forEach(rows::add);
        return warnings()
                + Table.aligned(rows)
                + String.format(
                        Locale.ROOT,
                        "%d of %d figures changed beyond noise: the ranges of their runs lie apart.%n",
                        changes.stream().filter(Change::isBeyondNoise).count(),
                        changes.size());
    }

    /** Of all figures that both have. */
    List<Change> changes() {
        var changes = new ArrayList<Change>();
        for (var now : after.results()) {
            before.results().stream()
                    .filter(then ->
                            then.name().equals(now.name()) && then.subject().equals(now.subject()))
                    .findFirst()
                    .ifPresent(then -> then.findings().forEach(finding -> now.find(finding.figure())
                            .ifPresent(found -> changes.add(new Change(now.name(), now.subject(), finding, found)))));
        }
        return changes;
    }

    private String warnings() {
        var text = new StringBuilder();
        warn(text, "machine", before.machine().hardware(), after.machine().hardware());
        warn(text, "Java", before.machine().java(), after.machine().java());
        warn(text, "length", before.mode(), after.mode());
        warn(text, "parameters", before.parameters(), after.parameters());
        warn(text, "versions", before.versions(), after.versions());
        warn(text, "selection of cases", cases(before), cases(after));
        warn(text, "number of failed requests", failed(before), failed(after));
        return text.toString();
    }

    private static Set<String> cases(Report report) {
        return report.results().stream()
                .map(result -> result.name() + " at " + result.subject())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long failed(Report report) {
        return report.results().stream().mapToLong(Result::failed).sum();
    }

    private static void warn(StringBuilder text, String what, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            text.append("Another ")
                    .append(what)
                    .append(": ")
                    .append(before)
                    .append(", then ")
                    .append(after)
                    .append('\n');
        }
    }

    private static List<String> row(Change change) {
        return List.of(
                change.name(),
                change.subject(),
                change.before().figure(),
                change.before().text(),
                change.before().range(),
                change.after().text(),
                change.after().range(),
                percent(change.percent()),
                change.isBeyondNoise() ? percent(change.beyondNoise()) : "",
                change.isBeyondNoise() ? change.isBetter() ? "better" : "WORSE" : "");
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%+.1f %%", percent);
    }
}

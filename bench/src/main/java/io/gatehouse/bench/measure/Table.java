package io.gatehouse.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results for people, a line for each. */
final class Table {

    private static final String MICROS = Figure.MICROS.name();

    private Table() {}

    static String of(List<Result> results) {
        var figures = results.stream()
                .flatMap(result -> result.findings().stream())
                .map(Finding::figure)
                .distinct()
                .toList();
        var rows = new ArrayList<List<String>>();
        rows.add(heads(figures));
        results.forEach(result -> rows.add(row(result, figures)));
        return "\nMedians of " + Turns.RUNS
                + " runs (the least to the most); micros of processor time for one request:\n" + aligned(rows);
    }

    private static List<String> heads(List<String> figures) {
        var heads = new ArrayList<>(List.of("case", ""));
        figures.forEach(figure -> heads.addAll(figure.equals(MICROS) ? List.of(figure, "") : List.of(figure)));
        heads.add("failed");
        return heads;
    }

    private static List<String> row(Result result, List<String> figures) {
        var row = new ArrayList<>(List.of(result.name(), result.subject()));
        for (var figure : figures) {
            var found = result.find(figure);
            row.add(found.map(Finding::text).orElse(""));
            if (figure.equals(MICROS)) {
                row.add(found.map(Finding::range).orElse(""));
            }
        }
        row.add(String.format(Locale.ROOT, "%,d", result.failed()));
        return row;
    }

    /** Rows of equal length; the first two columns are read, the others compared. */
    static String aligned(List<List<String>> rows) {
        var text = new StringBuilder();
        for (var row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElseThrow();
                var format = column < 2 ? "%-" + Math.max(1, width) + "s  " : "%" + Math.max(1, width) + "s  ";
                text.append(String.format(Locale.ROOT, format, row.get(column)));
            }
            text.append('\n');
        }
        return text.append('\n').toString();
    }
}

package io.gatehouse.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as one page that needs nothing else: plots of each figure, then all numbers. */
final class HtmlReport {

    private final Report report;
    private final List<String> subjects;

    private HtmlReport(Report report) {
        this.report = report;
        this.subjects =
                report.results().stream().map(Result::subject).distinct().toList();
    }

    static String of(Report report) {
        var html = new HtmlReport(report);
        var title = "Gatehouse: bench " + report.target();
        return page(escaped(title), "<h1>" + escaped(title) + "</h1>\n" + html.facts() + html.plots() + html.table());
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String page(String title, String content) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h2 { margin: 2.5rem 0 0; } h3 { margin: 1.2rem 0 0.2rem; font-size: 1rem; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px; }
            .wide { overflow-x: auto; }
            th, td { padding: 0.15rem 0.7rem; text-align: right; border-bottom: 1px solid #8884; white-space: nowrap; }
            th:first-child, td:first-child, th:nth-child(2), td:nth-child(2), .facts td { text-align: left; }
            svg { display: block; width: 100%%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
            .range { stroke: currentColor; stroke-width: 1.5; } small, .note { opacity: 0.75; }
            </style>
            </head>
            <body>
            %s
            </body>
            </html>
            """.formatted(title, content);
    }

    private String facts() {
        var machine = report.machine();
        var facts = new ArrayList<String>();
        facts.add(fact("measured", machine.at() + ", " + report.mode().name().toLowerCase(Locale.ROOT)));
        facts.add(fact("machine", machine.hardware()));
        facts.add(fact("load average before", String.format(Locale.ROOT, "%.1f", machine.load())));
        facts.add(fact("Java", machine.java()));
        report.parameters().forEach((name, value) -> facts.add(fact(name, value)));
        report.versions().forEach((name, value) -> facts.add(fact(name, value)));
        return "<table class=\"facts\">" + String.join("", facts) + "</table>\n";
    }

    private static String fact(String name, String value) {
        return "<tr><td>" + escaped(name) + "</td><td>" + escaped(value) + "</td></tr>\n";
    }

    private String plots() {
        return figures().stream().map(this::plotsOf).collect(Collectors.joining());
    }

    private String plotsOf(String figure) {
        var byCase = report.results().stream()
                .filter(result -> result.find(figure).isPresent())
                .collect(Collectors.groupingBy(Result::name, LinkedHashMap::new, Collectors.toList()));
        return "<h2>" + escaped(figure) + "</h2>\n"
                + byCase.entrySet().stream()
                        .map(entry -> "<h3>" + escaped(entry.getKey()) + "</h3>\n" + bars(figure, entry.getValue()))
                        .collect(Collectors.joining());
    }

    private String bars(String figure, List<Result> ofCase) {
        var bars = new BarChart(figure);
        for (var result : ofCase) {
            bars.add(
                    result.subject(),
                    subjects.indexOf(result.subject()),
                    result.find(figure).orElseThrow());
        }
        return bars.svg();
    }

    private String table() {
        var figures = figures();
        var head = figures.stream()
                .map(figure -> "<th>" + escaped(figure) + "</th>")
                .collect(Collectors.joining());
        var rows = report.results().stream().map(result -> row(result, figures)).collect(Collectors.joining());
        return "<h2>All figures</h2>\n<p class=\"note\">Medians, with the least and the most of the runs.</p>\n"
                + "<div class=\"wide\"><table><tr><th>case</th><th></th>" + head + "<th>failed</th></tr>\n" + rows
                + "</table></div>\n";
    }

    private static String row(Result result, List<String> figures) {
        var cells = figures.stream()
                .map(figure -> result.find(figure)
                        .map(found -> "<td>" + found.text() + " <small>" + found.range() + "</small></td>")
                        .orElse("<td></td>"))
                .collect(Collectors.joining());
        return "<tr><td>" + escaped(result.name()) + "</td><td>" + escaped(result.subject()) + "</td>" + cells + "<td>"
                + result.failed() + "</td></tr>\n";
    }

    private List<String> figures() {
        return List.copyOf(report.results().stream()
                .flatMap(result -> result.findings().stream())
                .map(Finding::figure)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}

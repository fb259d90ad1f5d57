package io.gatehouse.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bars side by side on one scale, each with the range of its runs, as SVG. */
final class BarChart {

    private static final int WIDTH = 900;
    private static final int NAMES = 190;
    private static final int VALUES = 240;
    private static final int ROW = 22;
    private static final int BAR = 14;
    private static final List<String> COLORS =
            List.of("#2f6fbb", "#d9822b", "#4c9a52", "#a0529c", "#b8493f", "#6b7785", "#2a9d9a");

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String name, int color, Finding finding) {}

    BarChart(String title) {
        this.title = title;
    }

    /** @param color bars of one color are of one subject */
    void add(String name, int color, Finding finding) {
        bars.add(new Bar(name, color % COLORS.size(), finding));
    }

    String svg() {
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                ROW * bars.size(),
                HtmlReport.escaped(title)));
        for (int row = 0; row < bars.size(); row++) {
            svg.append(row(bars.get(row), row * ROW));
        }
        return svg.append("</svg>\n").toString();
    }

    private String row(Bar bar, int top) {
        var finding = bar.finding();
        int middle = top + ROW / 2;
        double end = at(finding.most());
        return text(NAMES - 8, middle, "end", bar.name())
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                        NAMES,
                        middle - BAR / 2,
                        at(finding.median()) - NAMES,
                        BAR,
                        COLORS.get(bar.color()))
                + String.format(
                        Locale.ROOT,
                        "<path class=\"range\" d=\"M%.1f %d V%d M%.1f %d H%.1f M%.1f %d V%d\"/>%n",
                        at(finding.least()),
                        middle - 4,
                        middle + 4,
                        at(finding.least()),
                        middle,
                        end,
                        end,
                        middle - 4,
                        middle + 4)
                + text((int) Math.round(end) + 8, middle, "start", finding.text() + " " + finding.range());
    }

    private double at(double value) {
        double most =
                bars.stream().mapToDouble(bar -> bar.finding().most()).max().orElse(0);
        return NAMES + (most > 0 ? Math.max(0, value) / most : 0) * (WIDTH - NAMES - VALUES);
    }

    private static String text(int x, int middle, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                x,
                middle + 4,
                anchor,
                HtmlReport.escaped(text));
    }
}

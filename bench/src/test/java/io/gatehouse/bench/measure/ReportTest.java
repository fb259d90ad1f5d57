package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        var report = Reports.of(40, 38, 42);

        var file = report.write(folder);

        assertThat(file).hasFileName("gateway-2026-11-30T100000Z.json");
        assertThat(Report.read(file)).isEqualTo(report);
    }

    @Test
    void thePageShowsEachFigureAndWhereItComesFrom() throws IOException {
        Reports.of(40, 38, 42).write(folder);

        var page = Files.readString(folder.resolve("gateway-2026-11-30T100000Z.html"));

        assertThat(page)
                .contains("<h2>micros</h2>", "<h2>per s</h2>", "40.0 (38.0 to 42.0)", "gateway &lt;1&gt;")
                .contains("a processor", "<td>nginx</td><td>1.22</td>", "<td>argon2id</td><td>m=7168</td>");
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        Reports.of(40, 38, 42).write(folder);

        assertThat(Files.readString(folder.resolve("gateway-2026-11-30T100000Z.html")))
                .doesNotContain("<script", "<link", "src=", "href=", "url(");
    }
}

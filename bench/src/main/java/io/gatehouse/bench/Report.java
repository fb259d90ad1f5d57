package io.gatehouse.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gatehouse.kit.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The figures of one run: a table for people, a file for machines. */
final class Report {

    private final Content content;

    private record Content(Instant at, Mode mode, String java, String system, int processors, List<CaseResult> cases) {}

    Report(Mode mode, List<CaseResult> results) {
        this.content = new Content(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                mode,
                System.getProperty("java.vendor.version") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                results);
    }

    String table() {
        var table = new StringBuilder("\nProcessor time of each process in microseconds per request:\n");
        table.append("%-13s %6s %8s %6s %8s %8s".formatted("case", "per s", "requests", "failed", "p50 ms", "p99 ms"));
        BenchedSet.PROCESSES.forEach(name -> table.append(" %12s".formatted(name)));
        content.cases.forEach(result -> table.append(row(result)));
        table.append("\n\nResident memory in MB after the last case:");
        content.cases.getLast().megabytes().forEach((name, memory) -> table.append(" " + name + " " + memory));
        return table.append('\n').toString();
    }

    /** Writes everything into a file named after the time, and returns it. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(content.at.toString().replace(":", "") + ".json");
        Json.configure(new ObjectMapper())
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), content);
        return file;
    }

    private static String row(CaseResult result) {
        var row = new StringBuilder(String.format(
                Locale.ROOT,
                "\n%-13s %6.0f %8d %6d %8.2f %8.2f",
                result.name(),
                result.perSecond(),
                result.requests(),
                result.failed(),
                result.p50Millis(),
                result.p99Millis()));
        result.processorMicros().values().forEach(micros -> row.append(" %12d".formatted(micros)));
        return row.toString();
    }
}

package io.gatehouse.bench.measure;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gatehouse.kit.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one run for machines. It begins before anything is measured. */
public final class Report {

    private final Mode mode;
    private final Machine machine = Machine.now();

    private record Content(
            @JsonUnwrapped Machine machine, Mode mode, Map<String, String> versions, List<? extends Record> cases) {}

    public Report(Mode mode) {
        this.mode = mode;
    }

    /** What it was measured on, for people. */
    public String conditions() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, Java %s; load average %.1f before it began%n",
                machine.system(),
                machine.processors(),
                machine.java(),
                machine.load());
    }

    /** Writes everything into a file named after the time, and returns it; {@code versions} are those of other programs. */
    public Path write(Path folder, Map<String, String> versions, List<? extends Record> cases) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(machine.at().toString().replace(":", "") + ".json");
        Json.configure(new ObjectMapper())
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), new Content(machine, mode, versions, cases));
        return file;
    }
}
